# Every header compiles alone: one generated source per header, built with the tests, never linked.
file(GLOB_RECURSE headers RELATIVE ${CMAKE_SOURCE_DIR} CONFIGURE_DEPENDS
  ${CMAKE_SOURCE_DIR}/include/*.h ${CMAKE_SOURCE_DIR}/src/*.h ${CMAKE_SOURCE_DIR}/app/*.h ${CMAKE_SOURCE_DIR}/train/*.h)
set(alone "")
foreach(header IN LISTS headers)
  string(REGEX REPLACE "[^A-Za-z0-9]" "_" name "${header}")
  string(REGEX REPLACE "^(include|src)/" "" spelling "${header}")
  set(source ${CMAKE_CURRENT_BINARY_DIR}/headers/${name}.cc)
  file(GENERATE OUTPUT ${source} CONTENT "#include \"${spelling}\"\n#include \"${spelling}\"  // twice: it is guarded\n")
  list(APPEND alone ${source})
endforeach()
add_library(header_alone OBJECT ${alone})
target_include_directories(header_alone PRIVATE include src . ${XXHASH_INCLUDE_DIR})
target_link_libraries(header_alone PRIVATE dragoman fmt::fmt nlohmann_json::nlohmann_json simdjson::simdjson dragoman_flags)
target_compile_definitions(header_alone PRIVATE DRAGOMAN_SOURCE_DIR="${CMAKE_CURRENT_SOURCE_DIR}")  # for headers of tests
