#include "handlers/health_handlers.hpp"

#include <utility>

#include "handlers/responses.hpp"
#include "protocol/json_writer.hpp"

namespace flumen::handlers {
namespace {

std::string_view state_of(const base::Result<void>& answer) { return answer ? "ok" : to_string(answer.error().code); }

}  // namespace

base::Task<net::Response> HealthHandlers::alive(const net::Request&) {
  co_return json_response(200, R"({"status":"ok"})");
}

base::Task<net::Response> HealthHandlers::ready(const net::Request&) {
  const auto database = co_await parts_.database.ping();
  const auto cache = co_await parts_.cache.ping();
  const bool accepting = hooks_.accepting();
  const bool is_ready = database.has_value() && cache.has_value() && accepting;
  std::string body;
  protocol::JsonWriter json(body);
  json.begin_object().key("ready").boolean(is_ready);
  json.key("database").string(state_of(database));
  json.key("cache").string(state_of(cache));
  json.key("accepting").boolean(accepting).end_object();
  co_return json_response(is_ready ? 200 : 503, std::move(body));
}

base::Task<net::Response> HealthHandlers::metrics(const net::Request&) {
  net::Response response;
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  response.body = *newest_scrape();
  response.headers.emplace_back("Cache-Control", "no-store");
  co_return response;
}

std::shared_ptr<const std::string> HealthHandlers::newest_scrape() {
  const base::SteadyTime now = parts_.clock.steady_now();
  {
    const std::lock_guard lock(mutex_);
    if (scrape_ && now - scraped_at_ < kScrapeAge) return scrape_;
    // Claimed before it is made, so that the other loops do not make it too.
    scraped_at_ = now;
  }
  auto scrape = std::make_shared<const std::string>(hooks_.metrics());
  const std::lock_guard lock(mutex_);
  scrape_ = scrape;
  return scrape;
}

}  // namespace flumen::handlers
