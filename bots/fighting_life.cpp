#include "bots/fighting_life.hpp"

#include <algorithm>

namespace flumen::bots {
namespace {

using Duration = base::SteadyTime::duration;

// A wish that was never answered is forgotten: the answers come in the order of the wishes.
constexpr std::size_t kMostUnanswered = 32;
// How long a fighter rests between two fights, s.
constexpr double kShortestRest = 1;
constexpr double kLongestRest = 3;
// Of the time from one command to the next, as people take it.
constexpr double kQuickest = 0.5;
constexpr double kSlowest = 1.5;
// A challenge or an attack that nobody speaks of any more is over: a challenge is open for 30 s.
constexpr std::chrono::seconds kPatience{35};

Duration from_seconds(double value) {
  return std::chrono::duration_cast<Duration>(std::chrono::duration<double>(value));
}

}  // namespace

FightingLife::FightingLife(std::size_t bot, const Role& role, Setting& setting, Stats& stats, Connection& connection,
                           std::uint32_t seed)
    : bot_(bot),
      role_(role),
      setting_(setting),
      options_(setting.options),
      seeks_fights_(role.behaviour == Scenario::fight ||
                    (role.behaviour == Scenario::life && setting.options.fights_per_minute > 0)),
      stats_(stats),
      connection_(connection),
      random_(seed),
      fighter_(seed) {}

void FightingLife::enter(base::UserId user, base::SteadyTime now) {
  fighter_.introduce(user);
  if (role_.partner) setting_.sparring.introduce(bot_, user);
  unanswered_.clear();
  look_for_another(now);
}

void FightingLife::forget() {
  fighter_.forget();
  prey_.reset();
  count(false);
  if (role_.partner) setting_.sparring.set_ready(bot_, false);
}

bool FightingLife::waits() const noexcept { return fighting() || awaits_ || (fighter_.challenged() && accepts()); }

void FightingLife::count(bool under_way) {
  if (std::exchange(counted_, under_way) == under_way) return;
  if (under_way) {
    ++setting_.headcount.fights;
  } else {
    --setting_.headcount.fights;
  }
}

void FightingLife::look_for_another(base::SteadyTime now) {
  awaits_ = false;
  if (role_.behaviour == Scenario::fight) {
    next_search_ = now + from_seconds(between(kShortestRest, kLongestRest));
  } else if (seeks_fights_) {
    next_search_ = now + from_seconds(std::exponential_distribution<double>(options_.fights_per_minute / 60)(random_));
  } else {
    next_search_ = base::SteadyTime::max();
  }
}

FightingLife::Change FightingLife::read(std::string_view message, base::SteadyTime now) {
  if (!seeks_fights_) return Change::none;
  const Fighter::News news = fighter_.read(message);
  if (news.unanswered) look_for_another(now);
  if (news.began) {
    awaits_ = false;
    count(fighter_.began_it());
    if (role_.partner) setting_.sparring.set_ready(bot_, false);
    connection_.set_patient(false);
    return Change::began;
  }
  if (!news.ended) return Change::none;
  ++stats_.fights[*news.ended];
  if (counted_) ++stats_.fights_ended;
  count(false);
  look_for_another(now);
  return Change::ended;
}

void FightingLife::answered(std::string_view message, base::SteadyTime now) { (void)take(message, now); }

bool FightingLife::refused(std::string_view message, base::SteadyTime now) {
  const auto command = take(message, now);
  if (!command) return false;
  ++stats_.refusals[read_error_code(message)];
  if (command->seeks) look_for_another(now);
  return true;
}

std::optional<FightingLife::Command> FightingLife::take(std::string_view message, base::SteadyTime now) {
  if (unanswered_.empty()) return std::nullopt;
  const auto seq = read_reply_to(message);
  const auto found = std::find_if(unanswered_.begin(), unanswered_.end(), [&](const auto& c) { return c.seq == seq; });
  if (found == unanswered_.end()) return std::nullopt;
  const Command command = *found;
  unanswered_.erase(found);
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(now - command.intended).count();
  stats_.answer.record(static_cast<std::uint64_t>(std::max<std::int64_t>(0, took)));
  return command;
}

void FightingLife::give(std::string_view wish, base::SteadyTime intended, bool seeks) {
  unanswered_.push_back({++seq_, intended, seeks});
  if (unanswered_.size() > kMostUnanswered) unanswered_.pop_front();
  connection_.set_patient(false);  // what comes of it is waited for
  connection_.send(combat_message(wish, seq_));
  ++stats_.commands_sent;
  const auto pace = from_seconds(between(kQuickest, kSlowest) / options_.commands_per_second);
  next_command_ = std::max(next_command_, intended - pace) + pace;
  if (!seeks) return;
  awaits_ = true;
  next_search_ = intended + kPatience;
}

bool FightingLife::act(const MapView& map, Walker& walker, base::SteadyTime intended) {
  const bool due = intended >= next_command_;
  if (fighting()) {
    walker.stop();
    prey_.reset();
    const auto wish = due ? fighter_.next_wish() : std::nullopt;
    if (wish) give(*wish, intended, false);
    return true;
  }
  if (awaits_ && intended < next_search_) return true;
  awaits_ = false;
  if (fighter_.challenged() && accepts()) {
    if (due) give(Fighter::accept_wish(*fighter_.take_challenger()), intended, true);
    return true;
  }
  if (role_.partner) return spar(intended);
  return intended >= next_search_ && hunt(map, walker, intended);
}

bool FightingLife::spar(base::SteadyTime intended) {
  setting_.sparring.set_ready(bot_, true);
  if (!role_.challenges || intended < next_search_) return true;
  if (const auto other = setting_.sparring.ready(*role_.partner)) give(Fighter::challenge_wish(*other), intended, true);
  return true;
}

bool FightingLife::hunt(const MapView& map, Walker& walker, base::SteadyTime intended) {
  if (prey_ && walker.arrived()) {
    give(Fighter::attack_wish(prey_->number), intended, true);
    fighter_.give_up(std::exchange(prey_, {})->number);  // if it is still there, the map tells of it again
    return true;
  }
  if (prey_ || !walker.arrived()) return false;
  prey_ = fighter_.choose_group();
  if (prey_) walker.follow(map.grid.find_path(walker.position(), goal_cell(cell_at(prey_->position))));
  return false;
}

}  // namespace flumen::bots
