#include <algorithm>
#include <limits>

#include "fight/resolution.hpp"

namespace flumen::fight {

std::int32_t resisted(const Fighter& target, Element element, std::int64_t amount) noexcept {
  const std::int64_t left = amount * (100 - target.stat(resistance_to(element))) / 100;
  const std::int64_t taken = left - target.stat(shield_against(element));
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(taken, 0, std::numeric_limits<std::int32_t>::max()));
}

std::int32_t Resolution::hurt(FighterId target, FighterId source, Element element, std::int32_t amount, Blow blow) {
  struct Thorn {
    Element element;
    std::int32_t amount;
  };
  boost::container::static_vector<Thorn, kMaxBuffs> thorns;
  boost::container::static_vector<std::uint32_t, kMaxBuffs> broken;
  std::int32_t absorbed = 0;
  for (const Buff& buff : at(target).buffs) {
    if (buff.kind == EffectKind::thorns) thorns.push_back({buff.element, buff.amount});
    if (buff.kind != EffectKind::shield) continue;
    const std::int32_t part = std::min(amount - absorbed, buff.amount);
    absorbed += part;
    if (part == buff.amount) broken.push_back(buff.id);
  }
  const std::int32_t taken = std::min(at(target).life, amount - absorbed);
  happen(event::Damaged{target, source, element, taken, absorbed});
  for (const std::uint32_t id : broken) happen(event::BuffEnded{target, id});
  if (at(target).life == 0) die(target, source);

  if (blow == Blow::hit && taken > 0 && source != target) {
    for (const Thorn& thorn : thorns) {
      if (!lives(source)) break;
      hurt(source, target, thorn.element, thorn.amount, Blow::other);
    }
  }
  return taken;
}

void Resolution::heal(FighterId target, FighterId source, std::int32_t amount) {
  const std::int32_t missing = std::max(0, at(target).spec.stats[Stat::health] - at(target).life);
  happen(event::Healed{target, source, std::min(amount, missing)});
}

void Resolution::die(FighterId fighter, FighterId by) {
  happen(event::Died{fighter, by});
  remove_objects_of(fighter);
}

void Resolution::remove_objects_of(FighterId owner) {
  boost::container::static_vector<std::uint32_t, kMaxObjects> gone;
  for (const GroundObject& object : state_.objects) {
    if (object.owner == owner) gone.push_back(object.id);
  }
  for (const std::uint32_t id : gone) happen(event::ObjectRemoved{id});
}

}  // namespace flumen::fight
