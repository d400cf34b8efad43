#include "bots/account_desk.hpp"

#include <algorithm>

#include <boost/asio/redirect_error.hpp>
#include <boost/json.hpp>
#include <fmt/format.h>

namespace flumen::bots {
namespace {

namespace json = boost::json;

constexpr std::chrono::milliseconds kFirstWait{500};
constexpr std::chrono::milliseconds kLongestWait{10'000};

std::string member(const std::string& body, std::string_view key) {
  boost::system::error_code error;
  const json::value document = json::parse(body, error);
  if (error || !document.is_object()) return "";
  const auto* value = document.get_object().if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

std::string refusal(const std::string& what, const HttpAnswer& answer) {
  const std::string sentence = member(answer.body, "error");
  return fmt::format("{} was answered {}{}{}", what, answer.status, sentence.empty() ? "" : ": ", sentence);
}

}  // namespace

void AccountDesk::open(base::TaskGroup& tasks, std::size_t clerks) {
  registered_.resize(setting_.options.count);
  called_.expires_at(Timer::time_point::max());
  for (std::size_t i = 0; i < clerks; ++i) tasks.spawn("log in", serve(i));
}

void AccountDesk::request(std::size_t bot) {
  queue_.push_back(bot);
  called_.cancel_one();
}

base::Task<void> AccountDesk::serve(std::size_t clerk) {
  HttpClient client(loop_.executor(), setting_.target_of(clerk));
  while (!setting_.stopping) {
    if (queue_.empty()) {
      boost::system::error_code called;  // being cancelled is the call
      co_await called_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable_t<base::Executor>{}, called));
      continue;
    }
    const std::size_t bot = queue_.front();
    queue_.pop_front();
    if (!registered_[bot]) {
      if (!co_await register_account(client, bot)) co_return;
      registered_[bot] = true;
    }
    std::string token = co_await log_in(client, bot);
    if (token.empty()) co_return;
    on_token_(bot, std::move(token));
  }
}

base::Task<bool> AccountDesk::register_account(HttpClient& client, std::size_t bot) {
  const std::string username = setting_.options.username(bot);
  const json::object body{
      {"username", username}, {"email", username + "@bots.invalid"}, {"password", setting_.options.password}};
  const auto answer = co_await insist(client, "/api/v1/register", json::serialize(body));
  if (answer.status == 201) {
    ++stats_.registered;
  } else if (answer.status != 409) {
    setting_.problems.give_up(refusal("registering " + username, answer));
    co_return false;
  }
  co_return true;
}

base::Task<std::string> AccountDesk::log_in(HttpClient& client, std::size_t bot) {
  const std::string username = setting_.options.username(bot);
  const json::object body{{"identifier", username}, {"password", setting_.options.password}};
  const auto begin = std::chrono::steady_clock::now();
  const auto answer = co_await insist(client, "/api/v1/login", json::serialize(body));
  const std::string token = answer.status == 200 ? member(answer.body, "token") : "";
  if (token.empty()) {
    std::string sentence = refusal("logging in " + username, answer);
    if (answer.status == 401) sentence += " The account has another password: give --password, or another --prefix.";
    setting_.problems.give_up(std::move(sentence));
    co_return "";
  }
  const auto took = std::chrono::steady_clock::now() - begin;
  stats_.login.record(static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(took).count()));
  ++stats_.logged_in;
  co_return token;
}

base::Task<HttpAnswer> AccountDesk::insist(HttpClient& client, std::string path, std::string body) {
  std::chrono::milliseconds wait = kFirstWait;
  for (;;) {
    auto answer = co_await client.post(path, body);
    if (answer && answer->status != 503 && answer->status != 429) co_return std::move(*answer);
    std::chrono::milliseconds time = wait;
    if (answer) {
      ++stats_.told_to_wait;
      setting_.problems.note(refusal(path, *answer));
      if (answer->retry_after) time = *answer->retry_after;
    } else {
      setting_.problems.note(answer.error().message);
    }
    co_await pause(loop_.executor(), time);
    wait = std::min(wait * 2, kLongestWait);
  }
}

}  // namespace flumen::bots
