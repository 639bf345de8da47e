# `./workbench packages`: what notebooks may add with #r "nuget: …". Sessions read one folder, DATA/packages, and reach no other source.

command_packages() {
  case ${1:-} in
    add) shift && packages_add "$@" ;;
    list) shift && packages_list "$@" ;;
    *) fail_unknown "verb of 'packages'" "${1:-}" add list ;;
  esac
}

packages_add() {
  parse_options "packages add" "data=" "$@"
  [ ${#WORDS[@]} -gt 0 ] || fail "'packages add' takes files or folders." "./workbench packages add FILE.nupkg|FOLDER..."
  require_data_folder
  local word file files=()
  for word in "${WORDS[@]}"; do
    [ -r "$word" ] || fail "'$word' is not there or cannot be read."
    if [ -d "$word" ]; then
      while IFS= read -r -d '' file; do files+=("$file"); done < <(find -L "$word" -type f -name '*.nupkg' ! -name '*.symbols.nupkg' -print0)
    else
      [[ $word == *.nupkg ]] || fail "'$word' is no NuGet package: its name does not end in .nupkg."
      files+=("$word")
    fi
  done
  [ ${#files[@]} -gt 0 ] || fail "no package (*.nupkg) lies in: ${WORDS[*]}"
  for file in "${files[@]}"; do
    [ "$(head -c 2 "$file")" = PK ] || fail "'$file' is no NuGet package: it is not a zip file." "Nothing was added."
  done
  make_folder "$DATA/packages" 0755 root root
  for file in "${files[@]}"; do
    # In one step, because sessions that run see the folder.
    word=$DATA/packages/$(basename "$file")
    install -m 0644 "$file" "$word.new" || fail "'$file' could not be copied to $DATA/packages."
    mv "$word.new" "$word"
  done
  say_notice "Notebooks can add these now, also in sessions that run: ${#files[@]} package(s) in $DATA/packages"
}

packages_list() {
  parse_options "packages list" "data=" "$@"
  refuse_words "packages list"
  require_data_folder
  find "$DATA/packages" -maxdepth 1 -name '*.nupkg' -printf '%f\n' 2>/dev/null | sort
}
