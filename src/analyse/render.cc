#include "analyse/render.h"

namespace dragoman {

std::string render(const Brief& brief, const RenderOptions& options) {
  switch (options.format) {
    case BriefFormat::markdown: return render_markdown(brief);
    case BriefFormat::json: return render_json(brief);
    case BriefFormat::text: break;
  }
  return render_text(brief, options);
}

}  // namespace dragoman
