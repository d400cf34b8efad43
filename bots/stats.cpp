#include "bots/stats.hpp"

namespace flumen::bots {
namespace {

// The plain counters: whoever adds one to the struct adds it here.
constexpr std::array kCounters = {&Stats::moves_sent,      &Stats::moves_expected, &Stats::chats_sent,
                                  &Stats::maps_changed,    &Stats::bytes_received, &Stats::moves_skipped,
                                  &Stats::connects_failed, &Stats::commands_sent,  &Stats::fights_ended};
constexpr std::array kEntryCounters = {&EntryStats::registered, &EntryStats::logged_in, &EntryStats::told_to_wait,
                                       &EntryStats::logged_out};
constexpr std::array kEntryHistograms = {&EntryStats::login, &EntryStats::entry, &EntryStats::reentry};

template <class Key>
void add(std::map<Key, std::uint64_t>& to, const std::map<Key, std::uint64_t>& more) {
  for (const auto& [key, count] : more) to[key] += count;
}

template <class Key>
std::map<Key, std::uint64_t> difference(const std::map<Key, std::uint64_t>& now,
                                        const std::map<Key, std::uint64_t>& earlier) {
  std::map<Key, std::uint64_t> out;
  for (const auto& [key, count] : now) {
    const auto before = earlier.find(key);
    const std::uint64_t more = count - (before == earlier.end() ? 0 : before->second);
    if (more > 0) out[key] = more;
  }
  return out;
}

}  // namespace

void Stats::merge(const Stats& other) {
  latency.merge(other.latency);
  lag.merge(other.lag);
  answer.merge(other.answer);
  for (const auto counter : kCounters) this->*counter += other.*counter;
  for (std::size_t i = 0; i < kMessageKinds; ++i) received[i] += other.received[i];
  add(corrections, other.corrections);
  add(fights, other.fights);
  add(refusals, other.refusals);
  add(errors, other.errors);
  add(closes, other.closes);
}

Stats Stats::since(const Stats& earlier) const {
  Stats out;
  out.latency = latency.since(earlier.latency);
  out.lag = lag.since(earlier.lag);
  out.answer = answer.since(earlier.answer);
  for (const auto counter : kCounters) out.*counter = this->*counter - earlier.*counter;
  for (std::size_t i = 0; i < kMessageKinds; ++i) out.received[i] = received[i] - earlier.received[i];
  out.corrections = difference(corrections, earlier.corrections);
  out.fights = difference(fights, earlier.fights);
  out.refusals = difference(refusals, earlier.refusals);
  out.errors = difference(errors, earlier.errors);
  out.closes = difference(closes, earlier.closes);
  return out;
}

void EntryStats::merge(const EntryStats& other) {
  for (const auto histogram : kEntryHistograms) (this->*histogram).merge(other.*histogram);
  for (const auto counter : kEntryCounters) this->*counter += other.*counter;
}

EntryStats EntryStats::since(const EntryStats& earlier) const {
  EntryStats out;
  for (const auto histogram : kEntryHistograms) out.*histogram = (this->*histogram).since(earlier.*histogram);
  for (const auto counter : kEntryCounters) out.*counter = this->*counter - earlier.*counter;
  return out;
}

}  // namespace flumen::bots
