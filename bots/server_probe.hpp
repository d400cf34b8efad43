#pragma once

#include <optional>
#include <string_view>

#include "bots/http_client.hpp"
#include "bots/process_usage.hpp"

namespace flumen::bots {

/// Tells what the server's process uses: by its id where it runs on this machine, else from its /metrics. Blocks, for
/// a second or two at most. Used by one thread.
class ServerProbe {
 public:
  ServerProbe(std::optional<int> pid, Target target) : pid_(pid), target_(std::move(target)) {
    target_.timeout = std::chrono::seconds(1);
  }

  /// Errc::not_found when nobody tells.
  [[nodiscard]] base::Result<ProcessUsage> usage() const;
  /// True when asking costs the server next to nothing.
  [[nodiscard]] bool cheap() const noexcept { return pid_.has_value(); }

 private:
  std::optional<int> pid_;
  Target target_;
};

/// `process_cpu_seconds_total` and `process_resident_memory_bytes` of Prometheus' text format. Errc::not_found when
/// one is missing.
[[nodiscard]] base::Result<ProcessUsage> usage_from_metrics(std::string_view text);

}  // namespace flumen::bots
