#pragma once

#include <string>
#include <string_view>

namespace flumen::database {

/// Whether both back ends store `text` exactly as it is: valid UTF-8 (RFC 3629) without a zero byte.
[[nodiscard]] bool is_storable(std::string_view text) noexcept;

/// `text` with A–Z made lower-case and nothing else changed: how names and e-mail addresses are compared. It is what
/// lower() of the stored columns does, in SQLite always, in PostgreSQL by their collation "C".
[[nodiscard]] std::string folded(std::string_view text);

}  // namespace flumen::database
