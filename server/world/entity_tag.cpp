#include "world/entity_tag.hpp"

#include <array>
#include <cstdint>

namespace flumen::world {

// FNV-1a of 128 bits (RFC 9923), the number kept as two halves. The prime is 2⁸⁸ + 315.
std::string entity_tag(std::string_view bytes) {
  constexpr std::uint64_t kPrimeLow = 0x13B;
  constexpr int kPrimeHighShift = 88 - 64;
  std::uint64_t high = 0x6C62272E07BB0142ULL;
  std::uint64_t low = 0x62B821756295C58DULL;
  for (const char byte : bytes) {
    low ^= static_cast<unsigned char>(byte);
    // (high, low) · (2⁸⁸ + 315) mod 2¹²⁸, with the 73-bit product low · 315 in two parts.
    const std::uint64_t product_low_half = (low & 0xFFFFFFFFULL) * kPrimeLow;
    const std::uint64_t product_high_half = (low >> 32) * kPrimeLow + (product_low_half >> 32);
    high = high * kPrimeLow + (product_high_half >> 32) + (low << kPrimeHighShift);
    low = (product_high_half << 32) | (product_low_half & 0xFFFFFFFFULL);
  }
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string tag = "\"";
  for (const std::uint64_t half : {high, low}) {
    for (int shift = 60; shift >= 0; shift -= 4) tag += kDigits[(half >> shift) & 0xF];
  }
  return tag + '"';
}

}  // namespace flumen::world
