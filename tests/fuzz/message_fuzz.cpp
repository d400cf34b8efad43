#include <cstdio>
#include <cstdlib>
#include <random>

#include "fuzz_target.hpp"
#include "protocol/binary.hpp"
#include "protocol/decode.hpp"

// An input is a byte that chooses text or binary, then one message of a client. A binary one that is taken must be told
// by its meaning again, byte for byte; of a refused one there must be a sentence.

namespace {

using namespace flumen::protocol;  // NOLINT(google-build-using-namespace): a program, not a header

constexpr std::size_t kMoveSize = 13;

[[noreturn]] void report(const char* what) {
  std::fprintf(stderr, "message_fuzz: %s\n", what);
  std::abort();
}

void append(std::string& bytes, std::uint32_t value, int size) {
  for (int i = 0; i < size; ++i) bytes.push_back(static_cast<char>(value >> (8 * i)));
}

std::string binary_move(std::int32_t map_x, std::int32_t map_y, std::uint16_t x, std::uint16_t y) {
  std::string bytes(1, '\x01');
  append(bytes, static_cast<std::uint32_t>(map_x), 4);
  append(bytes, static_cast<std::uint32_t>(map_y), 4);
  append(bytes, x, 2);
  append(bytes, y, 2);
  return bytes;
}

void check_binary(std::string_view bytes, const Decoded& decoded) {
  const auto* message = std::get_if<ClientMessage>(&decoded);
  if (message == nullptr) return;
  const auto& move = std::get<PlayerMove>(message->body);
  if (!move.map || !flumen::base::MapId::parse(move.map->to_string())) report("a move on no map of the grid was taken");
  if (binary_move(move.map->x, move.map->y, to_steps(move.x), to_steps(move.y)) != bytes) {
    report("a binary move does not say what its bytes say");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const bool binary = (data[0] & 1) != 0;
  const Decoded decoded = binary ? decode_binary_message(bytes) : decode_client_message(bytes);
  const auto* error = std::get_if<DecodeError>(&decoded);
  if (error != nullptr && error->sentence.empty()) report("a message was refused without a sentence");
  if (binary) check_binary(bytes, decoded);
  return 0;
}

std::string make_seeded_input(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto below = [&random](std::uint64_t limit) { return random() % limit; };
  std::string input(1, static_cast<char>(random()));
  if ((input[0] & 1) != 0) {
    // Half of them on the grid, or nothing would ever be taken.
    const auto coordinate = [&] {
      return below(2) == 0 ? static_cast<std::int32_t>(random())
                           : static_cast<std::int32_t>(below(2'200'000)) - 1'100'000;
    };
    const std::int32_t map_x = coordinate();
    const std::int32_t map_y = coordinate();
    input += binary_move(map_x, map_y, static_cast<std::uint16_t>(random()), static_cast<std::uint16_t>(random()));
  } else {
    input += R"({"type":"player_move","data":{"x":758.5,"y":605,"map_id":"map_0_0"},"seq":12})";
  }
  for (std::uint64_t damage = below(4); damage > 0 && input.size() > 1; --damage) {
    const std::size_t at = 1 + below(input.size() - 1);
    switch (below(3)) {
      case 0:
        input[at] = static_cast<char>(random());
        break;
      case 1:
        input.erase(at, 1 + below(3));
        break;
      default:
        input.insert(at, 1, static_cast<char>(random()));
    }
  }
  return input;
}
