#pragma once

#include <span>
#include <string>

struct bio_method_st;

namespace flumen::tls {

/// What OpenSSL reads from and writes to during one call: nothing of it touches a socket. Set as a BIO's data.
struct MemoryIo {
  std::span<const char> input;    ///< what came from the peer; when it is empty OpenSSL is told to try again later
  std::string* output = nullptr;  ///< what is for the peer is appended; never full
};

/// A BIO over a MemoryIo; null when there is no memory. Free it with BIO_meth_free() after the last BIO made of it.
[[nodiscard]] bio_method_st* make_memory_io();

}  // namespace flumen::tls
