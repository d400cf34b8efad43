#include "bots/bot.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "bots/binary.hpp"
#include "bots/greetings.hpp"
#include "bots/pause.hpp"
#include "bots/upgrade.hpp"

namespace flumen::bots {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Duration = base::SteadyTime::duration;

constexpr milliseconds kFirstBackOff{500};
constexpr milliseconds kLongestBackOff{15'000};
// The server pings every 20 s: three missed, and it is gone.
constexpr seconds kSilenceTimeout{75};
constexpr double kSpreadSpeed = 300;  // px/s, while on the way to where the bot lives
constexpr double kRestsPerMinute = 12;
constexpr int kStrollTries = 8;
constexpr std::size_t kLongestBurst = 12;  // moves of somebody who lives an evening, between two rests
constexpr double kAwaySeconds = 20;        // on average, of who logs out
constexpr double kLongestAwaySeconds = 120;
// How long a patient connection leaves what has come unread: short against the server's patience.
constexpr milliseconds kReadInterval{500};

Duration from_seconds(double value) {
  return std::chrono::duration_cast<Duration>(std::chrono::duration<double>(value));
}

std::uint64_t microseconds_between(base::SteadyTime from, base::SteadyTime to) {
  return static_cast<std::uint64_t>(
      std::max<std::int64_t>(0, std::chrono::duration_cast<std::chrono::microseconds>(to - from).count()));
}

}  // namespace

Bot::Bot(std::size_t number, Surroundings& surroundings)
    : number_(number),
      role_(role_of(surroundings.setting.options, number, surroundings.setting.region.maps().size())),
      home_(surroundings.setting.region.maps()[role_.home]->id),
      around_(surroundings),
      options_(surroundings.setting.options),
      random_(static_cast<std::uint32_t>(options_.seed * 2'654'435'761U + number + 1)),
      connection_(surroundings.loop, surroundings.poller, *this, static_cast<std::uint32_t>(random_())),
      fights_(number, role_, surroundings.setting, surroundings.stats, connection_,
              static_cast<std::uint32_t>(random_())),
      back_off_(kFirstBackOff) {
  random_.discard(16);  // neighbouring seeds begin alike
}

base::Task<void> Bot::live(std::string token) {
  auto& setting = around_.setting;
  const std::string_view wanted = options_.protocol == Protocol::bin ? kBinarySubprotocol : std::string_view{};
  while (!setting.stopping) {
    auto upgrade = co_await open_websocket(around_.loop.executor(), setting.target_of(number_), token, wanted);
    if (!upgrade) {
      note_failed_connect(upgrade.error().message);
      co_await back_off(std::nullopt);
      continue;
    }
    if (upgrade->status != 101) {
      note_failed_connect(fmt::format("the upgrade was answered {}", upgrade->status));
      if (upgrade->status == 401) {
        around_.request_token(number_);
        co_return;
      }
      co_await back_off(upgrade->retry_after);
      continue;
    }
    binary_ = upgrade->subprotocol == kBinarySubprotocol;
    state_ = State::entering;
    deadline_ = std::chrono::steady_clock::now() + options_.answer_timeout;
    const auto end = co_await connection_.run(std::move(*upgrade->link), std::move(upgrade->early));
    leave_world();
    if (!co_await recover(end)) co_return;
  }
}

void Bot::note_failed_connect(std::string sentence) {
  ++around_.stats.connects_failed;
  around_.setting.problems.note(std::move(sentence));
}

base::Task<bool> Bot::recover(Connection::End end) {
  auto& setting = around_.setting;
  if (setting.stopping) co_return false;
  if (std::exchange(cut_, false)) co_return true;
  if (away_) {
    co_await stay_away();
    co_return false;
  }
  // What this bot ended itself has been told already, and is no disconnect.
  if (!std::exchange(gave_up_, false) && !end.asked_for) {
    ++around_.stats.closes[end.code];
    setting.problems.note(
        fmt::format("the server closed with {}{}{}", end.code, end.reason.empty() ? "" : ": ", end.reason));
  }
  if (end.code == websocket::kUnauthorised) {
    around_.request_token(number_);
    co_return false;
  }
  if (end.code == websocket::kTakenOver) {
    setting.problems.give_up("another program plays " + options_.username(number_) + ": give another --prefix");
    co_return false;
  }
  co_await back_off(std::nullopt);
  co_return true;
}

base::Task<void> Bot::back_off(std::optional<seconds> told) {
  const milliseconds time = told ? milliseconds(*told) : back_off_;
  back_off_ = std::min(back_off_ * 2, kLongestBackOff);
  // Up to half as much again, so that those who were thrown out together do not come back together.
  co_await pause(around_.loop.executor(), time + milliseconds(below(static_cast<std::size_t>(time.count() / 2 + 1))));
}

void Bot::cut(base::SteadyTime now) {
  if (state_ == State::outside) return;
  cut_ = true;
  reenters_ = true;
  wanted_since_ = now;
  connection_.drop();
}

void Bot::log_out() {
  away_ = true;
  ++around_.setting.headcount.away;
  ++around_.entry.logged_out;
  connection_.close(websocket::kNormal, "");
}

base::Task<void> Bot::stay_away() {
  const double time = std::exponential_distribution<double>(1 / kAwaySeconds)(random_);
  co_await pause(around_.loop.executor(), from_seconds(std::min(time, kLongestAwaySeconds)));
  away_ = false;
  --around_.setting.headcount.away;
  wanted_since_ = std::chrono::steady_clock::now();
  around_.request_token(number_);
}

void Bot::note_entry(base::SteadyTime now) {
  if (!wanted_since_) return;
  const auto time = microseconds_between(*std::exchange(wanted_since_, std::nullopt), now);
  if (std::exchange(reenters_, false)) {
    around_.entry.reentry.record(time);
    ++around_.setting.headcount.reentered;
  } else {
    around_.entry.entry.record(time);
  }
}

void Bot::leave() { connection_.close(websocket::kNormal, ""); }

void Bot::leave_map() {
  if (std::exchange(stands_, false)) around_.setting.census.leave(map_, std::exchange(listens_, false));
}

void Bot::leave_world() {
  around_.stats.bytes_received += connection_.take_bytes_received();
  leave_map();
  fights_.forget();
  if (state_ == State::in_world || state_ == State::crossing) --around_.setting.headcount.in_world;
  state_ = State::outside;
}

void Bot::stand_on(base::MapId map, Point position) {
  if (!stands_ || map != map_) {
    leave_map();
    map_ = map;
    roster_.clear();
    fights_.forget();
    listens_ = around_.setting.census.enter(map, role_.timed);
    stands_ = true;
  }
  connection_.set_patient(!listens_);
  crossing_to_.reset();
  walker_.place(position);
}

void Bot::on_text(std::string_view message) {
  const MessageKind kind = classify(message);
  ++around_.stats.received[static_cast<std::size_t>(kind)];
  switch (kind) {
    case MessageKind::player_move:
      return on_move(message);
    case MessageKind::players_list:
      if (listens_ && binary_) roster_.replace(read_players(message));
      return;
    case MessageKind::player_join:
      if (listens_ && binary_) {
        for (const NumberedUser& player : read_players(message)) roster_.add(player);
      }
      return;
    case MessageKind::welcome:
      return on_welcome(message);
    case MessageKind::map_changed:
      return on_map_changed(message);
    case MessageKind::position_correction:
      return on_correction(message);
    case MessageKind::error:
      return on_error(message);
    case MessageKind::monsters_data:
    case MessageKind::combat_challenge:
    case MessageKind::combat_started:
    case MessageKind::combat_update:
    case MessageKind::combat_ended:
      return on_fight(message);
    case MessageKind::combat_action_response:
      return fights_.answered(message, std::chrono::steady_clock::now());
    default:
      return;
  }
}

void Bot::on_move(std::string_view message) {
  if (!listens_) return;
  const auto now = std::chrono::steady_clock::now();
  const auto move = read_move(message);
  if (!move) {
    ++around_.stats.errors["unreadable_player_move"];
    return;
  }
  take_time(*move, now);
}

void Bot::on_binary(std::string_view message) {
  const auto now = std::chrono::steady_clock::now();
  const auto moves = binary_ ? MovesView::of(message) : std::nullopt;
  if (!moves) {
    ++around_.stats.errors["unreadable_binary_message"];
    return;
  }
  // What the bot is told of itself is no delivery.
  const std::size_t own = moves->contains(number_on_map_) ? 1 : 0;
  around_.stats.received[static_cast<std::size_t>(MessageKind::player_move)] += moves->size() - own;
  if (!listens_) return;
  for (std::size_t entry = 0; entry < moves->size(); ++entry) {
    if (moves->number(entry) == number_on_map_) continue;
    const auto user = roster_.find(moves->number(entry));
    if (!user) {
      ++around_.stats.errors["move_of_unknown_number"];
      continue;
    }
    take_time({*user, moves->position(entry)}, now);
  }
}

void Bot::take_time(const MoveSeen& move, base::SteadyTime now) {
  const auto intended = around_.setting.book.intended(move);
  if (intended && *intended >= around_.setting.headcount.measured_since.load(std::memory_order_relaxed)) {
    around_.stats.latency.record(microseconds_between(*intended, now));
  }
}

void Bot::on_welcome(std::string_view message) {
  const auto placement = read_placement(message);
  if (!placement || !placement->user || state_ != State::entering || (binary_ && !placement->number)) {
    ++around_.stats.errors["unreadable_welcome"];
    return connection_.close(websocket::kProtocolError, "no welcome");
  }
  const auto now = std::chrono::steady_clock::now();
  around_.setting.book.introduce(number_, *placement->user);
  stand_on(placement->map, placement->position);
  fights_.enter(*placement->user, now);
  number_on_map_ = placement->number.value_or(0);
  state_ = State::in_world;
  back_off_ = kFirstBackOff;
  ++around_.setting.headcount.in_world;
  note_entry(now);
  if (!std::exchange(entered_, true)) ++around_.setting.headcount.entered;
  // Who only fights beside the others has nothing to say.
  next_line_ = role_.timed ? next_time(now, options_.chat_per_minute) : base::SteadyTime::max();
  next_map_change_ = next_time(now, options_.map_changes_per_minute);
  next_logout_ = next_time(now, options_.logouts_per_minute);
  const bool lives_anywhere = role_.behaviour == Scenario::wander || role_.behaviour == Scenario::idle;
  if (lives_anywhere || map_ == home_) settle();
}

void Bot::on_map_changed(std::string_view message) {
  const auto placement = read_placement(message);
  if (!placement || (binary_ && !placement->number)) {
    ++around_.stats.errors["unreadable_map_changed"];
    return;
  }
  stand_on(placement->map, placement->position);
  number_on_map_ = placement->number.value_or(0);
  if (state_ == State::crossing) state_ = State::in_world;
  ++around_.stats.maps_changed;
  next_map_change_ = next_time(std::chrono::steady_clock::now(), options_.map_changes_per_minute);
  if (map_ == home_) settle();
}

void Bot::on_correction(std::string_view message) {
  const auto placement = read_placement(message);
  if (!placement) {
    ++around_.stats.errors["unreadable_position_correction"];
    return;
  }
  ++around_.stats.corrections[placement->reason];
  around_.setting.problems.note("a move was corrected: " + placement->reason);
  stand_on(placement->map, placement->position);
}

void Bot::on_error(std::string_view message) {
  // What a person would try in a fight, too.
  if (fights_.refused(message, std::chrono::steady_clock::now())) return;
  const std::string code = read_error_code(message);
  ++around_.stats.errors[code];
  around_.setting.problems.note("the server answered with the error " + code);
  if (state_ == State::crossing) {
    state_ = State::in_world;
    crossing_to_.reset();
    walker_.stop();
  }
}

void Bot::on_fight(std::string_view message) {
  switch (fights_.read(message, std::chrono::steady_clock::now())) {
    case FightingLife::Change::none:
      return;
    case FightingLife::Change::began:
      if (state_ == State::crossing) state_ = State::in_world;
      crossing_to_.reset();
      walker_.stop();
      return leave_map();
    case FightingLife::Change::ended:
      break;
  }
  const auto placement = read_placement(message);
  if (!placement) {
    ++around_.stats.errors["unreadable_combat_ended"];
    return;
  }
  stand_on(placement->map, placement->position);
}

void Bot::settle() {
  if (std::exchange(settled_, true)) return;
  ++around_.setting.headcount.settled;
  // An evening does not begin with everybody setting off at once.
  if (role_.behaviour == Scenario::life) {
    burst_ = 1 + below(kLongestBurst);
    rest(std::chrono::steady_clock::now());
  }
}

void Bot::tick(base::SteadyTime intended) {
  if (state_ == State::outside) return;
  read_patiently(intended);
  around_.stats.bytes_received += connection_.take_bytes_received();
  watch_deadlines(intended);
  if (state_ != State::in_world || away_) return;
  const bool may_go = role_.behaviour == Scenario::life && settled_ && !fights_.fighting();
  if (may_go && intended >= next_logout_) return log_out();
  talk(intended);
  if (role_.behaviour != Scenario::idle) walk(intended);
}

void Bot::read_patiently(base::SteadyTime intended) {
  const bool in_hurry = listens_ || state_ != State::in_world || fights_.waits();
  connection_.set_patient(!in_hurry);
  if (in_hurry || intended < next_read_) return;
  next_read_ = intended + kReadInterval;
  connection_.read_now();
}

void Bot::watch_deadlines(base::SteadyTime intended) {
  if (state_ == State::entering && intended > deadline_) {
    give_up("no_welcome_in_time", "no welcome came in time");
  } else if (state_ == State::crossing && intended > deadline_) {
    give_up("no_map_changed_in_time", "no map_changed came in time");
  } else if (intended > connection_.last_received() + kSilenceTimeout) {
    give_up("server_silent", fmt::format("the server said nothing for {} s", kSilenceTimeout.count()));
  }
}

void Bot::give_up(std::string error, std::string sentence) {
  ++around_.stats.errors[std::move(error)];
  around_.setting.problems.note(std::move(sentence));
  gave_up_ = true;
  connection_.drop();
}

void Bot::talk(base::SteadyTime intended) {
  if (intended < next_line_) return;
  next_line_ = next_time(intended, options_.chat_per_minute);
  connection_.send(chat_message(greeting(below(1'000))));
  ++around_.stats.chats_sent;
}

void Bot::walk(base::SteadyTime intended) {
  const bool fighting = fights_.fighting();
  if (intended < resting_until_ && !fighting) return;
  const MapView* map = around_.library.find(map_);
  if (map == nullptr) return;
  if ((fighting || (settled_ && !crossing_to_)) && fights_.act(*map, walker_, intended)) return;
  if (walker_.arrived() && crossing_to_) return cross(intended);
  if (walker_.arrived()) choose_way(*map, intended);
  if (walker_.arrived()) return;

  const Point before = walker_.position();
  const Point position = walker_.advance((settled_ ? options_.speed : kSpreadSpeed) / options_.turns_per_second());
  if (!(position == before)) {
    // The others: the bot itself is one of those on the map.
    const std::size_t others = around_.setting.census.bots_on(map_) - 1;
    send_move(position, intended);
    ++around_.stats.moves_sent;
    around_.stats.moves_expected += others;
    ++burst_;
  }
  rest(intended);
}

void Bot::rest(base::SteadyTime intended) {
  if (role_.behaviour == Scenario::wander && walker_.arrived() && !crossing_to_) {
    resting_until_ = next_time(intended, kRestsPerMinute);
  } else if (role_.behaviour == Scenario::life && settled_ && (walker_.arrived() || burst_ >= kLongestBurst)) {
    // So long that burst and rest together have the moves a second that are wanted.
    const auto moves = static_cast<double>(std::exchange(burst_, 0));
    const double time = moves / options_.moves_per_second - moves / options_.turns_per_second();
    resting_until_ = intended + from_seconds(time * std::uniform_real_distribution<double>(0.5, 1.5)(random_));
  }
}

void Bot::send_move(Point position, base::SteadyTime intended) {
  if (role_.timed) {
    // Noted as the others will read it, before they can.
    around_.setting.book.sent(number_, exact(binary_ ? in_steps(position) : position), intended);
    around_.stats.lag.record(microseconds_between(intended, std::chrono::steady_clock::now()));
  }
  if (binary_) {
    connection_.send_binary(binary_move(map_, position));
  } else {
    connection_.send(move_message(map_, position));
  }
}

void Bot::choose_way(const MapView& map, base::SteadyTime intended) {
  if (const auto next = choose_next_map(map, intended)) {
    const auto* exit = map.exit_to(*next);
    auto path = exit == nullptr ? std::vector<Point>{} : map.grid.find_path(walker_.position(), goal_area(exit->area));
    if (!path.empty()) {
      crossing_to_ = *next;
      return walker_.follow(std::move(path));
    }
    ++around_.stats.errors["no_way_to_exit"];
    around_.setting.problems.note("no way leads from " + map.id.to_string() + " to " + next->to_string());
    next_map_change_ = next_time(intended, options_.map_changes_per_minute);
  }
  stroll(map);
}

std::optional<base::MapId> Bot::choose_next_map(const MapView& map, base::SteadyTime intended) {
  const Region& region = around_.setting.region;
  if (!settled_) return region.next_on_the_way(map, home_);
  if (intended < next_map_change_) return std::nullopt;
  // Away and back again, so that the maps stay evenly filled.
  if (map.id != home_ && (role_.behaviour != Scenario::wander || !region.contains(map.id))) {
    return region.next_on_the_way(map, home_);
  }
  const auto neighbours = region.neighbours(map);
  if (neighbours.empty()) return std::nullopt;
  return neighbours[below(neighbours.size())];
}

void Bot::stroll(const MapView& map) {
  for (int i = 0; i < kStrollTries; ++i) {
    const Cell cell = cell_of(below(kCellCount));
    if (!map.grid.walkable(cell)) continue;
    auto path = map.grid.find_path(walker_.position(), goal_cell(cell));
    if (!path.empty()) return walker_.follow(std::move(path));
  }
}

// A turn after the last move: one that is followed at once by a departure need not reach anybody.
void Bot::cross(base::SteadyTime intended) {
  connection_.set_patient(false);
  connection_.send(change_map_message(*crossing_to_));
  state_ = State::crossing;
  deadline_ = intended + options_.answer_timeout;
}

std::size_t Bot::below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_); }

base::SteadyTime Bot::next_time(base::SteadyTime now, double per_minute) {
  if (per_minute <= 0) return base::SteadyTime::max();
  return now + from_seconds(std::exponential_distribution<double>(per_minute / 60)(random_));
}

}  // namespace flumen::bots
