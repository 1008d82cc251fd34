// Flat records of an XML file: <list><record who="…"><field id="…">text</field>…</record>…</list>.
#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dragoman/result.h"

namespace dragoman {

struct XmlElement {
  std::string name, text;  // text with entities resolved and white space joined
  std::vector<std::pair<std::string, std::string>> attributes;
  std::size_t line = 0;  // from 1
  std::string attribute(std::string_view key) const;  // empty when absent
};

struct XmlRecord : XmlElement {
  std::vector<XmlElement> fields;
  const XmlElement* field(std::string_view key) const;  // the first of this name; nullptr when absent
  std::string value(std::string_view key) const;        // its text; empty when absent
};

struct XmlRecords {
  std::string root;
  std::vector<XmlRecord> records;
};

// Reads any bytes in time linear in their number. A record with a fault is told to `set_aside` with file:line and remedy and left out,
// and reading goes on behind its end tag, else behind the next start of such a record. Entities other than the five of XML and numbers
// are left as they stand; declarations of entities are not read. Error: bad_format when there is no root element.
Result<XmlRecords> read_xml_records(std::string_view text, const std::string& file, const std::function<void(const Error&)>& set_aside);

}  // namespace dragoman
