# Options are parsed in one way for every command. A command declares what it takes, then reads OPTION[name]:
#   parse_options "up" "data= port= no-demo" "$@"     (a name that ends in "=" takes a value)
# Words that are no options are left in WORDS. An option that may be repeated collects its values, one a line.

declare -A OPTION=()
declare -a WORDS=()

parse_options() {
  local command=$1 declared=$2 names=() name value typed
  shift 2
  OPTION=()
  WORDS=()
  for name in $declared; do names+=("--${name%=}"); done
  names+=(--help)
  while [ $# -gt 0 ]; do
    typed=$1
    shift
    case $typed in
      --help | -h) say_help; exit 0 ;;
      --*=*) name=${typed%%=*}; value=${typed#*=} ;;
      --*) name=$typed; value= ;;
      -?*) fail_unknown "option of '$command'" "$typed" "${names[@]}" ;;
      *) WORDS+=("$typed"); continue ;;
    esac
    name=${name#--}
    case " $declared " in
      *" $name= "*)
        if [[ $typed != *=* ]]; then
          [ $# -gt 0 ] || fail "--$name needs a value." "See './workbench help'."
          [[ $1 != --* ]] || fail "--$name needs a value, but '$1' follows it." "See './workbench help'."
          value=$1
          shift
        fi
        [ -n "$value" ] || fail "--$name needs a value." "See './workbench help'."
        OPTION[$name]=${OPTION[$name]+${OPTION[$name]}$'\n'}$value ;;
      *" $name "*)
        [[ $typed != *=* ]] || fail "--$name takes no value."
        OPTION[$name]=yes ;;
      *) fail_unknown "option of '$command'" "--$name" "${names[@]}" ;;
    esac
  done
}

# refuse_words COMMAND: for commands that take options only.
refuse_words() {
  [ ${#WORDS[@]} -eq 0 ] || fail "'$1' takes no argument '${WORDS[0]}'." "See './workbench help'."
}
