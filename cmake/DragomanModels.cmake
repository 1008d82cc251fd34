# The language model beside the program, where it looks for it.
set(DRAGOMAN_MODEL ${CMAKE_CURRENT_SOURCE_DIR}/models/en.model)
set(DRAGOMAN_SHARED_MODEL ${DRAGOMAN_SHARE}/en.model)
add_custom_command(OUTPUT ${DRAGOMAN_SHARED_MODEL}
  COMMAND ${CMAKE_COMMAND} -E make_directory ${DRAGOMAN_SHARE}
  COMMAND ${CMAKE_COMMAND} -E copy ${DRAGOMAN_MODEL} ${DRAGOMAN_SHARED_MODEL}
  DEPENDS ${DRAGOMAN_MODEL}
  COMMENT "Copying the language model" VERBATIM)
add_custom_target(dragoman_model ALL DEPENDS ${DRAGOMAN_SHARED_MODEL})
