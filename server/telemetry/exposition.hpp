#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <prometheus/metric_family.h>

#include "telemetry/instruments.hpp"

namespace flumen::telemetry {

/// Collects samples and writes them in the Prometheus text format. Used by one thread for one scrape.
class Exposition {
 public:
  using Labels = std::vector<prometheus::ClientMetric::Label>;

  /// Starts a family; the samples that follow belong to it.
  Exposition& family(std::string name, std::string help, prometheus::MetricType type);
  Exposition& sample(double value, Labels labels = {});
  Exposition& sample(const Histogram& histogram, Labels labels = {});

  void counter(std::string name, std::string help, const Counter& counter);
  void gauge(std::string name, std::string help, double value);
  void histogram(std::string name, std::string help, const Histogram& histogram);
  /// One sample per value of `label`.
  void counters(std::string name, std::string help, std::string_view label, const CounterFamily& counters);

  [[nodiscard]] std::string text() const;

 private:
  std::vector<prometheus::MetricFamily> families_;
};

}  // namespace flumen::telemetry
