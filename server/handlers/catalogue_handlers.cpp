#include "handlers/catalogue_handlers.hpp"

#include "gamedata/catalogue_json.hpp"
#include "handlers/accept_language.hpp"
#include "handlers/entity_tag.hpp"
#include "world/entity_tag.hpp"

namespace flumen::handlers {

base::Task<net::Response> CatalogueHandlers::get(const net::Request& request) {
  const gamedata::Language language = preferred_language(request.header("accept-language"));
  std::string json = gamedata::catalogue_json(*data_.get(), language);
  const std::string etag = world::entity_tag(json);

  net::Response response;
  response.headers.emplace_back("ETag", etag);
  response.headers.emplace_back("Content-Language", gamedata::tag_of(language));
  response.headers.emplace_back("Vary", "Accept-Language");
  // May be kept, and is asked for again each time: the answer is then a 304 without a body.
  response.headers.emplace_back("Cache-Control", "public, no-cache");
  if (none_match_names(request.header("if-none-match"), etag)) {
    response.status = 304;
    response.content_type.clear();
  } else {
    response.body = std::move(json);
  }
  co_return response;
}

}  // namespace flumen::handlers
