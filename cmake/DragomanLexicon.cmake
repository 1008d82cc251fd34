# Compiles lexicon/** into ${DRAGOMAN_SHARE}/lexicon.blob with the program just built.
file(GLOB_RECURSE lexicon_sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/lexicon/*.txt)
set(DRAGOMAN_BLOB ${DRAGOMAN_SHARE}/lexicon.blob)
add_custom_command(OUTPUT ${DRAGOMAN_BLOB}
  COMMAND ${CMAKE_COMMAND} -E make_directory ${DRAGOMAN_SHARE}
  COMMAND dragoman_cli lexicon build --strict ${CMAKE_CURRENT_SOURCE_DIR}/lexicon --output ${DRAGOMAN_BLOB}
  DEPENDS dragoman_cli ${lexicon_sources}
  COMMENT "Compiling the lexicon" VERBATIM)
add_custom_target(dragoman_lexicon ALL DEPENDS ${DRAGOMAN_BLOB})
