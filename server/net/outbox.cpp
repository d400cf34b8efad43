#include "net/outbox.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <sys/uio.h>
#include <utility>

#include "base/frame_sink.hpp"
#include "net/tls_stream.hpp"

namespace flumen::net {
namespace {

constexpr std::size_t kSlicesPerCall = 64;
constexpr std::size_t kFirstSlices = 4;

}  // namespace

void Outbox::append(base::Slice slice) {
  if (slice.empty()) return;
  if (slices_.capacity() == 0) slices_.reserve(kFirstSlices);
  bytes_ += slice.size();
  slices_.push_back(std::move(slice));
}

void Outbox::append_latest(base::Slice slice) {
  if (slice.empty()) return;
  if (latest_ == kNone) {
    append(std::move(slice));
    latest_ = slices_.size() - 1;
  } else {
    bytes_ = bytes_ - slices_[latest_].size() + slice.size();
    slices_[latest_] = std::move(slice);
  }
}

Outbox::Flushed Outbox::flush(int descriptor) {
  Flushed flushed;
  while (bytes_ > 0) {
    std::array<iovec, kSlicesPerCall> parts{};
    std::size_t count = 0;
    std::size_t offered = 0;
    for (std::size_t i = first_; i < slices_.size() && count < parts.size(); ++i, ++count) {
      parts[count].iov_base = const_cast<char*>(slices_[i].data());  // sendmsg() only reads it
      parts[count].iov_len = slices_[i].size();
      offered += slices_[i].size();
    }
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = count;
    const ssize_t sent = ::sendmsg(descriptor, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0) {
      if (errno == EINTR) continue;
      flushed.status = errno == EAGAIN || errno == EWOULDBLOCK ? Status::blocked : Status::broken;
      return flushed;
    }
    flushed.bytes += static_cast<std::size_t>(sent);
    written(static_cast<std::size_t>(sent));
    if (static_cast<std::size_t>(sent) < offered) {
      flushed.status = Status::blocked;
      return flushed;
    }
  }
  return flushed;
}

Outbox::Flushed Outbox::write_through(int descriptor, const base::SharedBytes& bytes,
                                      std::span<const base::Extent> parts) {
  constexpr int kFlags = MSG_NOSIGNAL | MSG_DONTWAIT;
  std::size_t size = parts.front().size();
  ssize_t sent = 0;
  if (parts.size() == 1) {
    // Nearly always; and a tenth cheaper than a gathered write.
    sent = ::send(descriptor, bytes->data() + parts.front().begin, size, kFlags);
  } else {
    std::array<iovec, base::FrameSink::kMaxParts> gathered;  // NOLINT: its first parts.size() are set
    size = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      gathered[i] = {const_cast<char*>(bytes->data() + parts[i].begin), parts[i].size()};  // sendmsg() only reads it
      size += parts[i].size();
    }
    msghdr message{};
    message.msg_iov = gathered.data();
    message.msg_iovlen = parts.size();
    sent = ::sendmsg(descriptor, &message, kFlags);
  }
  if (sent == static_cast<ssize_t>(size)) return {Status::drained, size};

  for (const base::Extent part : parts) append(base::Slice(bytes, part));
  if (sent < 0) return flush(descriptor);  // whatever was in the way: it asks again
  written(static_cast<std::size_t>(sent));
  return {Status::blocked, static_cast<std::size_t>(sent)};
}

Outbox::Flushed Outbox::flush(TlsStream& stream) {
  Flushed flushed;
  for (;;) {
    if (!stream.push()) {
      flushed.status = Status::broken;
      return flushed;
    }
    if (stream.blocked()) {
      flushed.status = Status::blocked;
      return flushed;
    }
    if (bytes_ == 0) return flushed;
    const std::size_t size = copy_to(stream.record());
    if (!stream.send({stream.record().data(), size})) {
      flushed.status = Status::broken;
      return flushed;
    }
    flushed.bytes += size;
    written(size);
  }
}

Outbox::Flushed Outbox::write_through(TlsStream& stream, const base::SharedBytes& bytes,
                                      std::span<const base::Extent> parts) {
  const std::span<char> record = stream.record();
  std::size_t size = 0;
  for (const base::Extent part : parts) size += part.size();
  if (size > record.size()) {
    for (const base::Extent part : parts) append(base::Slice(bytes, part));
    return flush(stream);
  }
  std::string_view plain;
  if (parts.size() == 1) {
    plain = {bytes->data() + parts.front().begin, size};
  } else {
    char* end = record.data();
    for (const base::Extent part : parts) end = std::copy_n(bytes->data() + part.begin, part.size(), end);
    plain = {record.data(), size};
  }
  if (!stream.send(plain)) return {Status::broken, 0};
  return {stream.blocked() ? Status::blocked : Status::drained, size};
}

void Outbox::discard_unbegun() {
  const std::size_t kept = first_ + (front_begun_ ? 1 : 0);
  while (slices_.size() > kept) {
    bytes_ -= slices_.back().size();
    slices_.pop_back();
  }
  latest_ = kNone;
}

/// Copies what comes first, as much as fits.
std::size_t Outbox::copy_to(std::span<char> into) const noexcept {
  std::size_t size = 0;
  for (std::size_t i = first_; i < slices_.size() && size < into.size(); ++i) {
    const std::size_t part = std::min(slices_[i].size(), into.size() - size);
    std::memcpy(into.data() + size, slices_[i].data(), part);
    size += part;
  }
  return size;
}

void Outbox::written(std::size_t bytes) {
  bytes_ -= bytes;
  while (bytes > 0) {
    base::Slice& front = slices_[first_];
    if (bytes < front.size()) {
      front.begin += static_cast<std::uint32_t>(bytes);
      front_begun_ = true;
      break;
    }
    bytes -= front.size();
    front = {};
    ++first_;
    front_begun_ = false;
  }
  if (latest_ != kNone && (latest_ < first_ || (latest_ == first_ && front_begun_))) latest_ = kNone;
  if (first_ == slices_.size()) {
    // What a playing client is sent all the time goes out by write_through(): an empty outbox keeps no room.
    slices_ = {};
    first_ = 0;
  } else if (first_ >= kSlicesPerCall && first_ * 2 >= slices_.size()) {
    // At most as many move as were written before: the cost of a slice stays constant, however long the queue.
    slices_.erase(slices_.begin(), slices_.begin() + static_cast<std::ptrdiff_t>(first_));
    if (latest_ != kNone) latest_ -= first_;
    first_ = 0;
  }
}

}  // namespace flumen::net
