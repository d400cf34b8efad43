#include "base/task_group.hpp"

#include <boost/system/system_error.hpp>

namespace flumen::base {

void TaskGroup::log(const std::string& name, const std::exception_ptr& exception) const {
  try {
    std::rethrow_exception(exception);
  } catch (const boost::system::system_error& error) {
    if (error.code() == boost::asio::error::operation_aborted) return;  // cancelled, as asked
    logger_.error("a task ended with an error", {{"task", name}, {"reason", error.what()}});
  } catch (const std::exception& error) {
    logger_.error("a task ended with an error", {{"task", name}, {"reason", error.what()}});
  }
}

}  // namespace flumen::base
