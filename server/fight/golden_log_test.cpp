#include <cstdlib>
#include <fstream>
#include <sstream>

#include "fight/ai.hpp"
#include "fight/event_text.hpp"
#include "fight/random_spells.hpp"

namespace flumen::fight {
namespace {

/// Whole fights that must never go another way: on another machine, at another level of optimisation, after a change
/// that was not meant to change the rules. When the rules are meant to change: FLUMEN_WRITE_GOLDEN=1 writes it anew.
constexpr const char* kFile = FLUMEN_SOURCE_DIR "/tests/golden/fight_log.txt";
constexpr int kFights = 24;
constexpr int kToldWhole = 3;

/// Programs against programs, with spells and fighters of the seed.
Events fight_of(std::uint64_t seed) {
  RandomFights random(seed);
  SpellBook book;
  for (int i = 0; i < 10; ++i) book.push_back(random.spell());
  Setup setup = random.setup(book);
  State state = *start(setup);
  Events log;
  EXPECT_FALSE(apply(state, command::TimePasses{}, state.deadline, log));
  while (state.phase == Phase::active && state.round <= 12) {
    EXPECT_FALSE(apply(state, decide(state, state.active()), state.deadline - 1, log));
  }
  return log;
}

/// FNV-1a of 64 bits (RFC 9923).
std::uint64_t digest_of(const std::string& text) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char byte : text) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3ULL;
  return hash;
}

std::string logs() {
  std::ostringstream all;
  for (int seed = 0; seed < kFights; ++seed) {
    std::string log;
    std::size_t events = 0;
    for (const Event& event : fight_of(static_cast<std::uint64_t>(seed))) {
      log += text_of(event) + "\n";
      ++events;
    }
    all << "fight " << seed << ": " << events << " events, " << std::hex << digest_of(log) << std::dec << "\n";
    if (seed < kToldWhole) all << log;
  }
  return all.str();
}

TEST(GoldenLog, tells_whole_fights_as_ever) {
  const std::string now = logs();
  if (std::getenv("FLUMEN_WRITE_GOLDEN") != nullptr) std::ofstream(kFile) << now;
  std::ifstream file(kFile);
  std::ostringstream golden;
  golden << file.rdbuf();
  EXPECT_EQ(now, golden.str());
}

}  // namespace
}  // namespace flumen::fight
