#include "bots/stats.hpp"

#include <algorithm>

namespace flumen::bots {

void Stats::merge(const Stats& other) {
  latency.merge(other.latency);
  lag.merge(other.lag);
  moves_sent += other.moves_sent;
  moves_expected += other.moves_expected;
  chats_sent += other.chats_sent;
  maps_changed += other.maps_changed;
  bytes_received += other.bytes_received;
  moves_skipped += other.moves_skipped;
  connects_failed += other.connects_failed;
  for (std::size_t i = 0; i < received.size(); ++i) received[i] += other.received[i];
  for (const auto& [reason, count] : other.corrections) corrections[reason] += count;
  for (const auto& [result, count] : other.fights) fights[result] += count;
  for (const auto& [code, count] : other.errors) errors[code] += count;
  for (const auto& [code, count] : other.closes) closes[code] += count;
}

void EntryStats::merge(const EntryStats& other) {
  login.merge(other.login);
  registered += other.registered;
  logged_in += other.logged_in;
  told_to_wait += other.told_to_wait;
  seconds = std::max(seconds, other.seconds);
}

}  // namespace flumen::bots
