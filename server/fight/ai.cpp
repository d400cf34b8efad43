#include "fight/ai.hpp"

#include "fight/ai_thought.hpp"

namespace flumen::fight {
namespace {

using Generator = std::optional<Command> (Thought::*)();

constexpr std::initializer_list<Generator> kBrute = {&Thought::boost, &Thought::attack, &Thought::move_to_attack,
                                                     &Thought::approach};
constexpr std::initializer_list<Generator> kSkirmisher = {&Thought::attack, &Thought::move_to_attack, &Thought::boost,
                                                          &Thought::keep_distance};
constexpr std::initializer_list<Generator> kSupporter = {&Thought::boost, &Thought::attack, &Thought::move_to_attack,
                                                         &Thought::keep_distance};
constexpr std::initializer_list<Generator> kWeakCoward = {&Thought::boost, &Thought::flee, &Thought::attack};

std::initializer_list<Generator> generators_of(Behaviour behaviour, const Thought& thought) {
  switch (behaviour) {
    case Behaviour::skirmisher:
      return kSkirmisher;
    case Behaviour::supporter:
      return kSupporter;
    case Behaviour::coward:
      return thought.is_weak() ? kWeakCoward : kBrute;
    case Behaviour::none:  // a player's fighter, played by a program
      return thought.hits_from_afar() ? kSkirmisher : kBrute;
    case Behaviour::brute:
      break;
  }
  return kBrute;
}

}  // namespace

Command decide(const State& state, FighterId fighter) {
  Thought thought(state, fighter);
  if (!thought.is_tired()) {
    for (const Generator generator : generators_of(state.fighters[fighter].spec.behaviour, thought)) {
      if (auto command = (thought.*generator)()) return *command;
    }
  }
  return command::Pass{fighter};
}

}  // namespace flumen::fight
