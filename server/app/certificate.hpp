#pragma once

#include <memory>

#include "base/error.hpp"
#include "base/logger.hpp"
#include "config/config.hpp"
#include "tls/context.hpp"

namespace flumen::app {

/// Reads the certificate and key that the configuration names; null when it names none. Logs until when the certificate
/// is valid, and warns when it has ended or when others can read the key. Blocks. Fails with invalid_argument and a
/// sentence that names keys and file.
[[nodiscard]] base::Result<std::shared_ptr<const tls::Context>> load_certificate(const config::Config& config,
                                                                                 const base::Logger& logger);

}  // namespace flumen::app
