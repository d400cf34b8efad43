#include "bots/scout.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include <boost/asio/io_context.hpp>
#include <fmt/format.h>

#include "bots/blocking.hpp"
#include "bots/map_library.hpp"
#include "bots/region.hpp"

namespace flumen::bots {
namespace {

constexpr std::chrono::milliseconds kBetweenTries{200};
constexpr const char* kHowToTrust = "give --ca FILE for an authority of your own, --insecure for a server of your own";
constexpr std::chrono::milliseconds kLongestTry{5'000};  // a server that is ready says so sooner

std::string not_ready(const Url& url, const HttpAnswer& answer) {
  const bool elsewhere = answer.status >= 300 && answer.status < 400;
  return fmt::format("{}/readyz was answered {}{}", url.authority(), answer.status,
                     elsewhere ? ", a redirection: give the address where it leads to" : "");
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

  std::string last = url.host + " has no IPv4 address, which --source-addresses need";
  const auto deadline = std::chrono::steady_clock::now() + options.ready_timeout;
  do {
    for (const auto& address : addresses) {
      Target target{address.endpoint(), url.authority(), url.host, tls};
      if (!options.source_addresses.empty()) {
        if (!target.endpoint.address().is_v4()) continue;
        target.source = options.source_addresses.front();
      }
      target.timeout = std::min(options.answer_timeout, kLongestTry);
      HttpClient client(context.get_executor(), target);
      const auto answer = run_task(context, client.get("/readyz"));
      if (answer && answer->status == 200) {
        target.timeout = options.answer_timeout;
        return target;
      }
      if (!answer && answer.error().code == base::Errc::unauthenticated) {
        return because(answer.error().message, {.code = base::Errc::unauthenticated, .message = kHowToTrust});
      }
      last = answer ? not_ready(url, *answer) : answer.error().message;
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
