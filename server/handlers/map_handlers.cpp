#include "handlers/map_handlers.hpp"

#include "base/map_id.hpp"
#include "handlers/entity_tag.hpp"
#include "handlers/responses.hpp"

namespace flumen::handlers {

base::Task<net::Response> MapHandlers::get(const net::Request& request) {
  const auto name = request.parameters.find("map_id");
  const auto id = name == request.parameters.end() ? std::nullopt : base::MapId::parse(name->second);
  if (!id) co_return not_found("There is no such map.");
  const auto entry = atlas_.find(*id);

  net::Response response;
  response.headers.emplace_back("ETag", entry->etag);
  // May be kept, and is asked for again each time: the answer is then a 304 without a body.
  response.headers.emplace_back("Cache-Control", "public, no-cache");
  if (none_match_names(request.header("if-none-match"), entry->etag)) {
    response.status = 304;
    response.content_type.clear();
  } else {
    response.body = entry->json;
  }
  co_return response;
}

}  // namespace flumen::handlers
