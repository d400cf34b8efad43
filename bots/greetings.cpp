#include "bots/greetings.hpp"

#include <array>

namespace flumen::bots {

std::string_view greeting(std::size_t number) noexcept {
  constexpr std::array<std::string_view, 24> kLines = {
      "Hello there!",
      "Good day to you.",
      "Lovely weather for a walk.",
      "Have you been to the shore yet?",
      "Which way to map_0_0?",
      "Nice to see so many people about.",
      "I could walk here all day.",
      "Mind the rocks over there.",
      "See you on the other side!",
      "Anyone heading east?",
      "What a view.",
      "Hi! New here?",
      "Salut !",
      "Bonjour à tous !",
      "Quelle belle journée.",
      "Tu viens du nord ?",
      "On se retrouve près de la rivière ?",
      "J'adore cet endroit.",
      "Bonne route !",
      "Il y a du monde aujourd'hui.",
      "Quelqu'un connaît le chemin de la forêt ?",
      "À tout à l'heure !",
      "Ça va bien ?",
      "Enchanté !",
  };
  return kLines[number % kLines.size()];
}

}  // namespace flumen::bots
