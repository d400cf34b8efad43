#include "bots/scout.hpp"

#include <chrono>
#include <thread>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <fmt/format.h>

#include "bots/map_library.hpp"
#include "bots/region.hpp"

namespace flumen::bots {
namespace {

constexpr std::chrono::seconds kPatience{10};
constexpr std::chrono::milliseconds kBetweenTries{200};
constexpr const char* kHowToTrust = "give --ca FILE for an authority of your own, --insecure for a server of your own";

/// Runs a task to its end on a loop of its own.
template <class T>
T run_task(boost::asio::io_context& context, base::Task<T> task) {
  std::optional<T> outcome;
  boost::asio::co_spawn(context, std::move(task), [&](const std::exception_ptr& exception, T result) {
    if (exception) std::rethrow_exception(exception);
    outcome.emplace(std::move(result));
  });
  context.restart();
  context.run();
  return std::move(*outcome);
}

base::Task<base::Result<std::vector<std::shared_ptr<const MapView>>>> read_all(base::Executor executor,
                                                                               const Target& target,
                                                                               std::size_t count) {
  HttpClient client(executor, target);
  std::vector<std::shared_ptr<const MapView>> maps;
  for (const base::MapId id : nearest_maps(count)) {
    auto map = co_await fetch_map(client, id);
    if (!map) co_return map.error();
    maps.push_back(std::make_shared<const MapView>(std::move(*map)));
  }
  co_return maps;
}

}  // namespace

base::Result<Target> find_server(const Options& options) {
  const Url& url = options.url;
  std::shared_ptr<const tls::Context> tls;
  if (url.tls) {
    auto made = tls::make_client_context({.anybody = options.insecure, .ca_file = options.ca_file});
    if (!made) return made.error();
    tls = std::move(*made);
  }
  boost::asio::io_context context;
  boost::system::error_code error;
  boost::asio::ip::tcp::resolver resolver(context);
  const auto addresses = resolver.resolve(url.host, std::to_string(url.port), error);
  if (error) return base::fail(base::Errc::not_found, fmt::format("{} cannot be found: {}", url.host, error.message()));

  std::string last;
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  do {
    for (const auto& address : addresses) {
      const Target target{address.endpoint(), url.authority(), url.host, tls};
      HttpClient client(context.get_executor(), target);
      const auto answer = run_task(context, client.get("/readyz"));
      if (answer && answer->status == 200) return target;
      if (!answer && answer.error().code == base::Errc::unauthenticated) {
        return because(answer.error().message, {.code = base::Errc::unauthenticated, .message = kHowToTrust});
      }
      last =
          answer ? fmt::format("{}/readyz was answered {}", url.authority(), answer->status) : answer.error().message;
    }
    std::this_thread::sleep_for(kBetweenTries);
  } while (std::chrono::steady_clock::now() < deadline);
  return base::fail(base::Errc::unavailable, "the server is not ready: " + last);
}

base::Result<std::vector<std::shared_ptr<const MapView>>> read_maps(const Target& target, std::size_t count) {
  boost::asio::io_context context;
  return run_task(context, read_all(context.get_executor(), target, count));
}

}  // namespace flumen::bots
