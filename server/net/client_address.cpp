#include "net/client_address.hpp"

#include <boost/asio/ip/address_v4.hpp>
#include <boost/asio/ip/address_v6.hpp>

namespace flumen::net {

namespace ip = boost::asio::ip;

ip::address without_mapping(const ip::address& address) {
  if (address.is_v6() && address.to_v6().is_v4_mapped()) return ip::make_address_v4(ip::v4_mapped, address.to_v6());
  return address;
}

ip::address client_address(const ip::address& peer, std::string_view forwarded_for, const TrustedProxies& trusted) {
  ip::address client = peer;
  while (trusted.contains(client) && !forwarded_for.empty()) {
    const std::size_t comma = forwarded_for.rfind(',');
    std::string_view last = comma == std::string_view::npos ? forwarded_for : forwarded_for.substr(comma + 1);
    forwarded_for = comma == std::string_view::npos ? "" : forwarded_for.substr(0, comma);
    while (last.starts_with(' ')) last.remove_prefix(1);
    while (last.ends_with(' ')) last.remove_suffix(1);
    boost::system::error_code malformed;
    const ip::address named = ip::make_address(last, malformed);
    if (malformed) break;
    client = without_mapping(named);
  }
  return client;
}

}  // namespace flumen::net
