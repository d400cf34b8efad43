#include <charconv>

#include "protocol/decode.hpp"

namespace flumen::protocol {
namespace {

/// A cursor over the text that refuses by returning false; the caller then gives up.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}

  bool literal(char c) {
    skip_space();
    if (at_ == end_ || *at_ != c) return false;
    ++at_;
    return true;
  }

  /// A string without escapes.
  bool string(std::string_view& out) {
    if (!literal('"')) return false;
    const char* begin = at_;
    while (at_ != end_ && *at_ != '"') {
      if (*at_ == '\\' || static_cast<unsigned char>(*at_) < 0x20) return false;
      ++at_;
    }
    if (at_ == end_) return false;
    out = {begin, static_cast<std::size_t>(at_ - begin)};
    ++at_;
    return true;
  }

  /// A JSON number without an exponent: from_chars takes more forms than JSON has, so the form is checked first.
  bool number(double& out) {
    skip_space();
    const char* p = at_;
    if (p != end_ && *p == '-') ++p;
    const char* digits = p;
    while (p != end_ && is_digit(*p)) ++p;
    if (p == digits || (*digits == '0' && p - digits > 1) || p - digits > kMaxDigits) return false;
    if (p != end_ && *p == '.') {
      const char* fraction = ++p;
      while (p != end_ && is_digit(*p)) ++p;
      if (p == fraction || p - fraction > kMaxDigits) return false;
    }
    if (p != end_ && (*p == 'e' || *p == 'E')) return false;
    const auto [stop, error] = std::from_chars(at_, p, out, std::chars_format::fixed);
    if (error != std::errc{} || stop != p) return false;
    at_ = p;
    return true;
  }

  bool at_end() {
    skip_space();
    return at_ == end_;
  }

 private:
  static constexpr int kMaxDigits = 15;
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }
  void skip_space() {
    while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t')) ++at_;
  }

  const char* at_;
  const char* end_;
};

/// Fields seen, as bits, so that one that comes twice is left to the strict parser.
enum Seen : unsigned { kType = 1, kData = 2, kSeq = 4, kX = 1, kY = 2, kMap = 4 };

bool see(unsigned& seen, Seen field) {
  const bool first = (seen & field) == 0;
  seen |= field;
  return first;
}

bool scan_data(Scanner& scanner, PlayerMove& move) {
  unsigned seen = 0;
  if (!scanner.literal('{')) return false;
  do {
    std::string_view key;
    if (!scanner.string(key) || !scanner.literal(':')) return false;
    if (key == "x") {
      if (!see(seen, kX) || !scanner.number(move.x)) return false;
    } else if (key == "y") {
      if (!see(seen, kY) || !scanner.number(move.y)) return false;
    } else if (key == "map_id") {
      std::string_view map;
      if (!see(seen, kMap) || !scanner.string(map)) return false;
      move.map = base::MapId::parse(map);
    } else {
      return false;
    }
  } while (scanner.literal(','));
  return scanner.literal('}') && seen == (kX | kY | kMap);
}

}  // namespace

std::optional<ClientMessage> scan_player_move(std::string_view text) noexcept {
  Scanner scanner(text);
  PlayerMove move;
  std::optional<std::int64_t> seq;
  unsigned seen = 0;
  if (!scanner.literal('{')) return std::nullopt;
  do {
    std::string_view key;
    if (!scanner.string(key) || !scanner.literal(':')) return std::nullopt;
    if (key == "type") {
      std::string_view type;
      if (!see(seen, kType) || !scanner.string(type) || type != "player_move") return std::nullopt;
    } else if (key == "data") {
      if (!see(seen, kData) || !scan_data(scanner, move)) return std::nullopt;
    } else if (key == "seq") {
      double number = 0;
      if (!see(seen, kSeq) || !scanner.number(number)) return std::nullopt;
      seq = static_cast<std::int64_t>(number);
      if (static_cast<double>(*seq) != number) return std::nullopt;
    } else {
      return std::nullopt;
    }
  } while (scanner.literal(','));
  if (!scanner.literal('}') || !scanner.at_end() || (seen & (kType | kData)) != (kType | kData)) return std::nullopt;
  return ClientMessage{move, seq};
}

}  // namespace flumen::protocol
