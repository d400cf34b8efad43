#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

/// What libFuzzer calls with each input. Aborts when the input shows a fault.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

/// A random input with enough of the right form to get past the first checks; the same `seed`, the same input.
std::string make_seeded_input(std::uint64_t seed);
