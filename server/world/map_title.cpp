#include "world/map_title.hpp"

#include <algorithm>
#include <array>

#include "world/noise.hpp"

namespace flumen::world {
namespace {

struct Nouns {
  std::string_view landscape;
  std::array<std::string_view, 6> words;
};

constexpr std::array kNouns{
    Nouns{"meadow", {"Meadow", "Fields", "Lea", "Pasture", "Downs", "Green"}},
    Nouns{"village", {"Hamlet", "Village", "Thorpe", "Commons", "Steading", "Cross"}},
    Nouns{"forest", {"Wood", "Forest", "Grove", "Thicket", "Weald", "Glade"}},
    Nouns{"pinewood", {"Pines", "Pinewood", "Firs", "Backwoods", "Timberland", "Stand"}},
    Nouns{"shore", {"Shore", "Mere", "Bay", "Strand", "Lake", "Landing"}},
    Nouns{"hills", {"Hills", "Crags", "Ridge", "Tor", "Heights", "Fells"}},
    Nouns{"marsh", {"Marsh", "Fen", "Mire", "Bog", "Reeds", "Slough"}},
    Nouns{"desert", {"Sands", "Dunes", "Waste", "Flats", "Barrens", "Hollow"}},
    Nouns{"snow", {"Snowfield", "Frost", "Drifts", "Tundra", "Whites", "Pass"}},
};

constexpr std::array<std::string_view, 24> kAdjectives{
    "Whispering", "Old",    "Golden", "Silent",  "Windy",   "Crooked", "Hidden", "Long",
    "Amber",      "Misty",  "Upper",  "Lower",   "Singing", "Grey",    "Broad",  "Lost",
    "Quiet",      "Silver", "Bright", "Distant", "Shaded",  "Wild",    "Sleepy", "Winding"};

constexpr std::array<std::string_view, 24> kOwners{"Heron",  "Miller", "Fox",      "Alder",  "Widow",   "Badger",
                                                   "Hermit", "Raven",  "Ferryman", "Otter",  "Juniper", "Drover",
                                                   "Tinker", "Falcon", "Hazel",    "Weaver", "Marten",  "Rowan",
                                                   "Piper",  "Crane",  "Shepherd", "Thrush", "Warden",  "Bramble"};

template <std::size_t kSize>
std::string_view pick(Random& dice, const std::array<std::string_view, kSize>& words) {
  return words[static_cast<std::size_t>(dice.below(static_cast<int>(kSize)))];
}

}  // namespace

std::string title_of(std::uint64_t seed, base::MapId id, std::string_view landscape) {
  Random dice(hash_of(mix(seed ^ 0x5449544C), id.x, id.y));
  const auto* nouns =
      std::find_if(kNouns.begin(), kNouns.end(), [&](const Nouns& n) { return n.landscape == landscape; });
  if (nouns == kNouns.end()) nouns = kNouns.begin();
  const std::string noun(pick(dice, nouns->words));
  const std::string adjective(pick(dice, kAdjectives));
  const std::string owner(pick(dice, kOwners));
  switch (dice.below(3)) {
    case 0:
      return adjective + " " + noun;
    case 1:
      return owner + "'s " + noun;
    default:
      return adjective + " " + owner + "'s " + noun;
  }
}

}  // namespace flumen::world
