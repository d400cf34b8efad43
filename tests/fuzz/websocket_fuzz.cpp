#include <cstdio>
#include <cstdlib>
#include <vector>

#include "fuzz_target.hpp"
#include "websocket/testing/beast_reference.hpp"
#include "websocket/testing/frame_generator.hpp"

// An input is two bytes that choose the role, the limit and how the stream is cut, then the stream itself.

namespace {

using namespace flumen::websocket;           // NOLINT(google-build-using-namespace): a program, not a header
using namespace flumen::websocket::testing;  // NOLINT(google-build-using-namespace)

constexpr std::size_t kPrefix = 2;
constexpr std::size_t kMaxInput = 1 << 17;

[[noreturn]] void report(const char* what) {
  std::fprintf(stderr, "websocket_fuzz: %s\n", what);
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < kPrefix || size > kMaxInput) return 0;
  const Role role = (data[0] & 1) != 0 ? Role::client : Role::server;
  const std::size_t limit = (data[0] & 2) != 0 ? 64 : 4096;
  const std::size_t stride = data[1];
  const std::string bytes(reinterpret_cast<const char*>(data) + kPrefix, size - kPrefix);

  const Outcome whole = parse(role, limit, bytes);
  if (stride > 0) {
    std::vector<std::size_t> cuts;
    for (std::size_t at = stride; at < bytes.size(); at += stride) cuts.push_back(at);
    if (!(parse(role, limit, bytes, cuts) == whole)) report("the split of the stream changed its meaning");
  }
  if (const auto differs = difference(whole, parse_with_beast(role, limit, bytes))) report(differs->c_str());
  return 0;
}

std::string make_seeded_input(std::uint64_t seed) {
  FrameGenerator generator(seed);
  std::string input = generator.bytes(kPrefix);
  const Role role = (static_cast<std::uint8_t>(input[0]) & 1) != 0 ? Role::client : Role::server;
  switch (generator.below(8)) {
    case 0:
      return input + generator.bytes(generator.below(200));
    case 1:
      return input + generator.valid_stream(role, 5000);
    default:
      return input + generator.damaged_stream(role, 700);
  }
}
