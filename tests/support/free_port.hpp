#pragma once

#include <cstdint>

namespace flumen::support {

/// A TCP port of 127.0.0.1 nobody listens on, outside the range the kernel gives to outgoing connections, so that it
/// stays free while a server that uses it is stopped and started. Throws std::runtime_error when there is none.
[[nodiscard]] std::uint16_t free_port();

}  // namespace flumen::support
