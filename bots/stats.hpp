#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>

#include "bots/histogram.hpp"
#include "bots/messages.hpp"

namespace flumen::bots {

/// What happened to some bots in some time. Owned by one thread; copied and merged for reports.
struct Stats {
  Histogram latency;  ///< µs from when a move was meant to be sent to when another bot had read it
  Histogram lag;      ///< µs by which this program itself sent too late: part of the latency, not the server's fault
  Histogram answer;   ///< µs from when a command of a fight was meant to be sent to when its answer was read

  std::uint64_t moves_sent = 0;
  std::uint64_t moves_expected = 0;  ///< deliveries of them: for each, the other bots then on its map
  std::uint64_t chats_sent = 0;
  std::uint64_t maps_changed = 0;
  std::uint64_t bytes_received = 0;
  std::uint64_t moves_skipped = 0;  ///< given up because this program was seconds late
  std::uint64_t connects_failed = 0;
  std::uint64_t commands_sent = 0;  ///< of fights: attacks and challenges, and everything in a fight
  std::uint64_t fights_ended = 0;   ///< each once, however many bots were in it
  std::array<std::uint64_t, kMessageKinds> received{};
  std::map<std::string, std::uint64_t> corrections;  ///< by reason
  std::map<std::string, std::uint64_t> fights;       ///< ended, by result, of each bot in them
  std::map<std::string, std::uint64_t> refusals;     ///< commands of fights that were answered with an error, by code
  std::map<std::string, std::uint64_t> errors;       ///< by code of the protocol; and this program's own
  std::map<std::uint16_t, std::uint64_t> closes;     ///< by close code, those the bots did not ask for

  [[nodiscard]] std::uint64_t received_of(MessageKind kind) const { return received[static_cast<std::size_t>(kind)]; }
  void merge(const Stats& other);
  /// What happened after `earlier`, a copy of these made before.
  [[nodiscard]] Stats since(const Stats& earlier) const;
};

/// How the bots came in. Owned by one thread; copied and merged for reports.
struct EntryStats {
  Histogram login;    ///< µs a log-in took, waiting for its turn not included
  Histogram entry;    ///< µs from when a bot was meant to log in to its welcome
  Histogram reentry;  ///< µs from when its connection was cut on purpose to its next welcome
  std::uint64_t registered = 0;
  std::uint64_t logged_in = 0;
  std::uint64_t told_to_wait = 0;  ///< 503 and 429 answers
  std::uint64_t logged_out = 0;    ///< of their own accord, as a part of their life

  void merge(const EntryStats& other);
  [[nodiscard]] EntryStats since(const EntryStats& earlier) const;
};

template <class Key>
[[nodiscard]] std::uint64_t total(const std::map<Key, std::uint64_t>& counts) {
  std::uint64_t sum = 0;
  for (const auto& [key, count] : counts) sum += count;
  return sum;
}

}  // namespace flumen::bots
