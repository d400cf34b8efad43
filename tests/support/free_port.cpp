#include "support/free_port.hpp"

#include <random>
#include <stdexcept>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace flumen::support {

std::uint16_t free_port() {
  constexpr std::uint16_t kFirst = 15'000;
  constexpr std::uint16_t kLast = 31'999;
  constexpr int kTries = 100;

  using boost::asio::ip::tcp;
  boost::asio::io_context context;
  std::random_device random;
  std::uniform_int_distribution<std::uint16_t> choose(kFirst, kLast);
  for (int i = 0; i < kTries; ++i) {
    const std::uint16_t port = choose(random);
    tcp::acceptor acceptor(context, tcp::v4());
    boost::system::error_code error;
    acceptor.bind({boost::asio::ip::address_v4::loopback(), port}, error);
    if (!error) return port;
  }
  throw std::runtime_error("no free TCP port was found on 127.0.0.1");
}

}  // namespace flumen::support
