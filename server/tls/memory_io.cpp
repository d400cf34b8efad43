#include "tls/memory_io.hpp"

#include <algorithm>
#include <cstring>

#include <openssl/bio.h>

namespace flumen::tls {
namespace {

MemoryIo& io_of(BIO* bio) { return *static_cast<MemoryIo*>(BIO_get_data(bio)); }

int read(BIO* bio, char* into, std::size_t room, std::size_t* taken) {
  BIO_clear_retry_flags(bio);
  MemoryIo& io = io_of(bio);
  *taken = std::min(room, io.input.size());
  if (*taken == 0) {
    BIO_set_retry_read(bio);
    return 0;
  }
  std::memcpy(into, io.input.data(), *taken);
  io.input = io.input.subspan(*taken);
  return 1;
}

int write(BIO* bio, const char* bytes, std::size_t size, std::size_t* written) {
  BIO_clear_retry_flags(bio);
  io_of(bio).output->append(bytes, size);
  *written = size;
  return 1;
}

/// Flushing is all that OpenSSL asks for and minds.
long control(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

int initialise(BIO* bio) {
  BIO_set_init(bio, 1);
  return 1;
}

}  // namespace

bio_method_st* make_memory_io() {
  // Of no type of its own: their number is bounded, nobody looks for this one, and every new certificate makes another.
  BIO_METHOD* method = BIO_meth_new(BIO_TYPE_SOURCE_SINK, "memory");
  if (method == nullptr) return nullptr;
  BIO_meth_set_create(method, initialise);
  BIO_meth_set_read_ex(method, read);
  BIO_meth_set_write_ex(method, write);
  BIO_meth_set_ctrl(method, control);
  return method;
}

}  // namespace flumen::tls
