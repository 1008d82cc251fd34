# Installs the program, the library, its public headers, its data, the man page and a CMake package.
include(CMakePackageConfigHelpers)

install(TARGETS dragoman_cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS dragoman EXPORT dragoman-targets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
if(DuckDB_PINNED)  # a system's own stays where it is
  install(FILES ${DuckDB_LIBRARY} DESTINATION ${CMAKE_INSTALL_LIBDIR}/dragoman)
endif()
install(DIRECTORY include/dragoman DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
install(FILES ${DRAGOMAN_BLOB} DESTINATION ${CMAKE_INSTALL_DATADIR}/dragoman)
file(GLOB model_files ${CMAKE_CURRENT_SOURCE_DIR}/models/*.model ${CMAKE_CURRENT_SOURCE_DIR}/models/*.card.md)
install(FILES ${model_files} DESTINATION ${CMAKE_INSTALL_DATADIR}/dragoman)
install(FILES ${history_tables} history/README.md DESTINATION ${CMAKE_INSTALL_DATADIR}/dragoman/history)
install(FILES LICENSE LICENSE-DATA DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES docs/dragoman.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/dragoman)
install(EXPORT dragoman-targets NAMESPACE dragoman:: DESTINATION ${package_dir})
configure_package_config_file(cmake/dragoman-config.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/dragoman-config.cmake
  INSTALL_DESTINATION ${package_dir} PATH_VARS CMAKE_INSTALL_DATADIR)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/dragoman-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/dragoman-config.cmake ${CMAKE_CURRENT_BINARY_DIR}/dragoman-config-version.cmake
  DESTINATION ${package_dir})
