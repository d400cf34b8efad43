#include "telemetry/exposition.hpp"

#include <limits>

#include <prometheus/text_serializer.h>

namespace flumen::telemetry {
namespace {

double to_seconds(std::chrono::nanoseconds duration) { return std::chrono::duration<double>(duration).count(); }

}  // namespace

Exposition& Exposition::family(std::string name, std::string help, prometheus::MetricType type) {
  families_.push_back({std::move(name), std::move(help), type, {}});
  return *this;
}

Exposition& Exposition::sample(double value, Labels labels) {
  auto& family = families_.back();
  auto& metric = family.metric.emplace_back();
  metric.label = std::move(labels);
  if (family.type == prometheus::MetricType::Counter) {
    metric.counter.value = value;
  } else {
    metric.gauge.value = value;
  }
  return *this;
}

Exposition& Exposition::sample(const Histogram& histogram, Labels labels) {
  auto& metric = families_.back().metric.emplace_back();
  metric.label = std::move(labels);
  const auto snapshot = histogram.snapshot();
  metric.histogram.sample_count = snapshot.cumulative.back();
  metric.histogram.sample_sum = snapshot.sum_seconds;
  for (std::size_t i = 0; i < histogram.bounds().size(); ++i) {
    metric.histogram.bucket.push_back({snapshot.cumulative[i], to_seconds(histogram.bounds()[i])});
  }
  metric.histogram.bucket.push_back({snapshot.cumulative.back(), std::numeric_limits<double>::infinity()});
  return *this;
}

void Exposition::counter(std::string name, std::string help, const Counter& counter) {
  family(std::move(name), std::move(help), prometheus::MetricType::Counter)
      .sample(static_cast<double>(counter.value()));
}

void Exposition::gauge(std::string name, std::string help, double value) {
  family(std::move(name), std::move(help), prometheus::MetricType::Gauge).sample(value);
}

void Exposition::histogram(std::string name, std::string help, const Histogram& histogram) {
  family(std::move(name), std::move(help), prometheus::MetricType::Histogram).sample(histogram);
}

void Exposition::counters(std::string name, std::string help, std::string_view label, const CounterFamily& counters) {
  family(std::move(name), std::move(help), prometheus::MetricType::Counter);
  counters.for_each([&](std::string_view value, std::uint64_t count) {
    sample(static_cast<double>(count), {{std::string(label), std::string(value)}});
  });
}

std::string Exposition::text() const { return prometheus::TextSerializer().Serialize(families_); }

}  // namespace flumen::telemetry
