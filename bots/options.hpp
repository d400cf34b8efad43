#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/asio/ip/address_v4.hpp>

#include "base/error.hpp"
#include "bots/expectation.hpp"

namespace flumen::bots {

/// Where the server is: `http://host[:port]` or `https://host[:port]`.
struct Url {
  std::string host;
  std::uint16_t port = 80;
  bool tls = false;

  /// "host:port", for the Host header and messages.
  [[nodiscard]] std::string authority() const;
};

/// Errc::invalid_argument, with a sentence, for anything but http, https, ws or wss without a path.
[[nodiscard]] base::Result<Url> parse_url(std::string_view text);

/// A whole or decimal number and `ms`, `s`, `m` or `h`; `0` needs no unit. Errc::invalid_argument otherwise.
[[nodiscard]] base::Result<std::chrono::milliseconds> parse_duration(std::string_view text);

/// How moves travel; everything else is JSON in any case.
enum class Protocol { json, bin };

/// Addresses and ranges of them, separated by commas: `127.0.0.2-127.0.0.9,127.0.1.1`. At most 1,024 in all.
/// Errc::invalid_argument, with a sentence, otherwise.
[[nodiscard]] base::Result<std::vector<boost::asio::ip::address_v4>> parse_addresses(std::string_view text);

enum class Scenario {
  walk,    ///< spread over the maps, then walk without a rest
  wander,  ///< live in the world: stroll, rest, talk, travel
  idle,    ///< stay connected and silent
  fight,   ///< live in the world and fight: its monsters, or each other
  storm,   ///< a few walk; all others come in at once, are cut off at once, and come back at once
  life,    ///< an evening: walk in bursts, rest, talk, travel, log out and in again
};

struct Options {
  Url url{"127.0.0.1", 9090};
  bool insecure = false;                       ///< whoever answers over TLS is believed to be the server
  std::string ca_file;                         ///< "": the authorities of the system
  std::size_t count = 100;                     ///< with those of `fighters`
  std::chrono::milliseconds duration{60'000};  ///< 0: until a signal
  Scenario scenario = Scenario::walk;
  std::string scenario_name = "w1";
  double moves_per_second = 2;
  double chat_per_minute = 1;
  double map_changes_per_minute = 1;
  double logouts_per_minute = 0;   ///< of each bot
  double fights_per_minute = 0;    ///< begun by each bot of an evening
  std::size_t fighters = 0;        ///< the last of the bots, who fight whatever the others do
  double duels = 0.5;              ///< the share of fighters who fight each other, 0 to 1; the others fight monsters
  double commands_per_second = 1;  ///< of who is in a fight, at most: not more than one each turn
  std::size_t maps = 1;
  std::size_t walkers = 0;            ///< of a storm: those who are there before it
  std::size_t listeners = 2;          ///< on each map: those who read at once and take the time
  double speed = 250;                 ///< px/s
  Protocol protocol = Protocol::bin;  ///< what is asked for: a server that does not know it is spoken to in JSON
  std::uint64_t seed = 1;
  std::string prefix = "bot";
  std::string password = "flumen-bots";
  std::size_t processes = 1;
  std::size_t threads = 1;                                    ///< of each process
  std::vector<boost::asio::ip::address_v4> source_addresses;  ///< empty: as the system chooses
  double ramp = 0;                                            ///< bots let in a second; 0: all at once
  std::size_t logins_in_flight = 16;
  std::chrono::milliseconds setup_timeout{600'000};
  std::chrono::milliseconds ready_timeout{10'000};   ///< for the server to say that it is ready
  std::chrono::milliseconds answer_timeout{30'000};  ///< no single exchange with the server takes longer
  std::optional<int> server_pid;
  std::string json_file;  ///< "-" is the standard output, "" none
  std::string html_file;  ///< "" none
  std::vector<Expectation> expectations;

  /// The account of one bot: `<prefix>-<number>`.
  [[nodiscard]] std::string username(std::size_t bot) const;
  /// What this bot does: in a storm, not all do the same.
  [[nodiscard]] Scenario behaviour_of(std::size_t bot) const noexcept;
  /// How many do not only fight.
  [[nodiscard]] std::size_t walking() const noexcept { return count - fighters; }
  /// How often a bot's turn comes, whether it moves then or not.
  [[nodiscard]] double turns_per_second() const noexcept;
  /// Of all processes.
  [[nodiscard]] std::size_t shards() const noexcept { return processes * threads; }
};

/// The program ends at once with this exit code; `text` is help (for 0) or what is wrong.
struct Exit {
  int code = 0;
  std::string text;
};

[[nodiscard]] std::variant<Options, Exit> parse_options(int argc, const char* const* argv);

}  // namespace flumen::bots
