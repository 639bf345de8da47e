# `./workbench deid IN OUT`: a folder of DICOM files, de-identified without a server; `deid-review`: the images that wait for a person; `risk`: how
# far the patients of a source can be told apart.

command_deid() {
  parse_options deid "option= key-file= report= page= review= regions= data=" "$@"
  [ ${#WORDS[@]} -eq 2 ] || fail "'deid' takes two folders: the one to read and the one to write." "./workbench deid IN OUT [--option NAME]... [--key-file F] [--report FILE] [--page FILE] [--review FILE] [--regions FILE]"
  require_toolchains
  # Whoever blanks pixels has to decode them, in a sandbox.
  if [ -n "${OPTION[review]:-}${OPTION[regions]:-}" ] || [[ ${OPTION[option]:-} == *clean-pixel-data* ]]; then
    require_packages "${PACKAGES_TO_DECODE[@]}"
  fi
  build_programs deidentify >&2
  local arguments=(deid "${WORDS[@]}") name
  if [ -n "${OPTION[option]:-}" ]; then
    while IFS= read -r name; do arguments+=(--option "$name"); done <<<"${OPTION[option]}"
  fi
  for name in key-file report page review regions; do
    [ -z "${OPTION[$name]:-}" ] || arguments+=("--$name" "${OPTION[$name]}")
  done
  "$ARTIFACTS/deidentify/Workbench.Deidentify" "${arguments[@]}"
}

command_deid_review() {
  parse_options deid-review "by= data=" "$@"
  [ ${#WORDS[@]} -gt 0 ] || fail "'deid-review' takes a review file." "./workbench deid-review FILE [IMAGE... release|withhold|blank BOX... --by NAME]"
  require_toolchains
  build_programs deidentify >&2
  local arguments=(review "${WORDS[@]}")
  [ -z "${OPTION[by]:-}" ] || arguments+=(--by "${OPTION[by]}")
  "$ARTIFACTS/deidentify/Workbench.Deidentify" "${arguments[@]}"
}

command_risk() {
  parse_options risk "json data=" "$@"
  [ ${#WORDS[@]} -eq 1 ] || fail "'risk' takes the name of one source." "./workbench risk SOURCE [--json] [--data DIR]"
  require_data_folder
  [ -x "$DATA/runtime/deidentify/Workbench.Deidentify" ] || fail "the programs are not in $DATA yet." "Start it once with './workbench up'."
  as_raw "$DATA/runtime/deidentify/Workbench.Deidentify" risk "${WORDS[0]}" ${OPTION[json]:+--json} --data "$DATA"
}
