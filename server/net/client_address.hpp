#pragma once

#include <set>
#include <string_view>

#include <boost/asio/ip/address.hpp>

namespace flumen::net {

/// The addresses of proxies that are believed when they say whom they speak for.
using TrustedProxies = std::set<boost::asio::ip::address>;

/// An IPv4 address that came through an IPv6 socket, as the IPv4 address it is.
[[nodiscard]] boost::asio::ip::address without_mapping(const boost::asio::ip::address& address);

/// Who sent a request: `peer`, or, when that is a trusted proxy, the rightmost address of its X-Forwarded-For
/// that is not one. What stands further left was written by strangers and is not believed.
[[nodiscard]] boost::asio::ip::address client_address(const boost::asio::ip::address& peer,
                                                      std::string_view forwarded_for, const TrustedProxies& trusted);

}  // namespace flumen::net
