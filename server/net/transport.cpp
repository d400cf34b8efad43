#include "net/transport.hpp"

namespace flumen::net {

void Transport::finish_sending() {
  if (!socket_.is_open()) return;
  if (tls_) tls_->finish();
  boost::system::error_code ignored;  // the peer may have gone first
  socket_.shutdown(Socket::shutdown_send, ignored);
}

void Transport::close() noexcept {
  boost::system::error_code ignored;  // the descriptor is released whatever close() says
  socket_.close(ignored);
}

}  // namespace flumen::net
