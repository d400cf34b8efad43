#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

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

enum class Scenario {
  walk,    ///< spread over the maps, then walk without a rest
  wander,  ///< live in the world: stroll, rest, talk, travel
  idle,    ///< stay connected and silent
  fight,   ///< live in the world and fight its monsters
};

/// How moves travel; everything else is JSON in any case.
enum class Protocol { json, bin };

struct Options {
  Url url{"127.0.0.1", 9090};
  bool insecure = false;  ///< whoever answers over TLS is believed to be the server
  std::string ca_file;    ///< "": the authorities of the system
  std::size_t count = 100;
  std::chrono::milliseconds duration{60'000};  ///< 0: until a signal
  Scenario scenario = Scenario::walk;
  std::string scenario_name = "w1";
  double moves_per_second = 2;
  double chat_per_minute = 1;
  double map_changes_per_minute = 1;
  std::size_t maps = 50;
  double speed = 250;                 ///< px/s
  Protocol protocol = Protocol::bin;  ///< what is asked for: a server that does not know it is spoken to in JSON
  std::uint64_t seed = 1;
  std::string prefix = "bot";
  std::string password = "flumen-bots";
  std::size_t threads = 1;
  std::size_t logins_in_flight = 16;
  std::chrono::milliseconds setup_timeout{600'000};
  std::optional<int> server_pid;
  std::string json_file;  ///< "-" is the standard output, "" none
  std::vector<Expectation> expectations;

  /// The account of one bot: `<prefix>-<number>`.
  [[nodiscard]] std::string username(std::size_t bot) const;
};

/// The program ends at once with this exit code; `text` is help (for 0) or what is wrong.
struct Exit {
  int code = 0;
  std::string text;
};

[[nodiscard]] std::variant<Options, Exit> parse_options(int argc, const char* const* argv);

}  // namespace flumen::bots
