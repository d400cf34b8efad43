#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "base/event_loop.hpp"
#include "bots/crew.hpp"
#include "bots/setting.hpp"
#include "bots/shard.hpp"

namespace flumen::bots {

/// The bots that this process drives, on threads of its own. Signals are to be blocked before it is given orders: its
/// threads inherit that.
class LocalCrew final : public Crew {
 public:
  /// Crew `index` of options.processes. What is passed by reference must outlive it.
  LocalCrew(const Options& options, const Target& target, const Region& region, Common& common, std::size_t index);

  void give(Order order) override;
  [[nodiscard]] base::Result<Snapshot> report() override;
  void stop() override;

 private:
  std::unique_ptr<base::LogSink> sink_;
  Setting setting_;
  base::EventLoops loops_;
  std::vector<std::unique_ptr<Shard>> shards_;
};

}  // namespace flumen::bots
