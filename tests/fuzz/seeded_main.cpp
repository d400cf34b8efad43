#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>

#include "fuzz_target.hpp"

// Drives a fuzz target without libFuzzer: the same inputs on every machine, until the runs or the seconds are over.
// A fault is found again with the last seed told and --runs=1000.

namespace {

bool read_number(std::string_view argument, std::string_view name, std::uint64_t& value) {
  if (!argument.starts_with(name)) return false;
  argument.remove_prefix(name.size());
  const auto [end, error] = std::from_chars(argument.data(), argument.data() + argument.size(), value);
  return error == std::errc{} && end == argument.data() + argument.size();
}

}  // namespace

int main(int argc, char** argv) {
  std::uint64_t runs = 200'000;
  std::uint64_t seconds = 5;
  std::uint64_t seed = 1;
  for (int i = 1; i < argc; ++i) {
    if (!read_number(argv[i], "--runs=", runs) && !read_number(argv[i], "--seconds=", seconds) &&
        !read_number(argv[i], "--seed=", seed)) {
      std::fprintf(stderr, "usage: %s [--runs=N] [--seconds=N] [--seed=N]\n", argv[0]);
      return 2;
    }
  }

  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  std::uint64_t done = 0;
  for (; done < runs && std::chrono::steady_clock::now() < end; ++done) {
    // Told before the run: an abort must leave the seed behind.
    if (done % 1000 == 0) {
      std::printf("from seed %llu\n", static_cast<unsigned long long>(seed + done));
      std::fflush(stdout);
    }
    const std::string input = make_seeded_input(seed + done);
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
  }
  std::printf("%llu inputs, no fault\n", static_cast<unsigned long long>(done));
  return 0;
}
