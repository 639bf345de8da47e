# `./workbench bench`: figures, printed with their peers measured in the same run. Nothing here passes or fails.

command_bench() {
  parse_options bench "json data= rows= minutes= churn= part=" "$@"
  [ ${#WORDS[@]} -le 1 ] || fail "'bench' takes one name at the most." "Known: session sessions roundtrip cohort deid tables kernel"
  case ${WORDS[0]:-} in '' | session | sessions | roundtrip | cohort | deid | tables | kernel) ;; *) fail_unknown benchmark "${WORDS[0]}" session sessions roundtrip cohort deid tables kernel ;; esac
  require_toolchains
  if [ "${WORDS[0]:-}" = deid ]; then
    require_packages "${PACKAGES_TO_DECODE[@]}" dcmtk libgdcm-tools python3-pydicom
    build_programs deidentify >&2
  elif [ "${WORDS[0]:-}" = tables ]; then
    :
  elif [ "${WORDS[0]:-}" = kernel ]; then
    require_packages python3-ipykernel
    build_programs kernel >&2
  else
    require_packages "${PACKAGES_TO_TEST[@]}" "${PACKAGES_TO_COMPARE[@]}" python3-pydicom
    build_programs >&2
    build_web >&2
  fi
  local arguments=()
  [ -z "${WORDS[0]:-}" ] || arguments+=("${WORDS[0]}")
  [ -z "${OPTION[json]:-}" ] || arguments+=(--json)
  local name
  for name in data rows minutes churn part; do [ -z "${OPTION[$name]:-}" ] || arguments+=("--$name" "${OPTION[$name]}"); done
  dotnet run --project "$WORKBENCH_ROOT/tests/Workbench.Benchmarks" -c Release -- "${arguments[@]}"
}
