#!/bin/sh
# Renders one of the two configurations from environment variables and runs Asterisk with it: entrypoint.sh pbx|carrier.
# The names are those of the places in the *.conf files, which io.tandem.local.asterisk fills on a developer's machine.
set -eu

role=${1:?say pbx or carrier}
state=/var/lib/tandem
mkdir -p "$state/etc" "$state/run" "$state/log/cdr-custom" "$state/log/cel-custom" "$state/lib/keys" "$state/spool/recording" "$state/cache"

: "${SIP_ADDRESS:=0.0.0.0}" "${SIP_PORT:=5060}" "${RTP_START:=20000}" "${RTP_END:=20999}"
: "${AMI_ADDRESS:=0.0.0.0}" "${AMI_PORT:=5038}"
case $role in
pbx)
    : "${ARI_ADDRESS:=0.0.0.0}" "${ARI_PORT:=8088}" "${CARRIER_PORT:=5060}" "${PHONE_TRANSFERS:=no}"
    : "${CARRIER_HOST:?}" "${AMI_EVENTS_SECRET:?}" "${AMI_ACTIONS_SECRET:?}" "${ARI_SECRET:?}"
    names="ARI_ADDRESS ARI_PORT CARRIER_HOST CARRIER_PORT AMI_EVENTS_SECRET AMI_ACTIONS_SECRET ARI_SECRET PHONE_TRANSFERS"
    if [ -n "${LEDGER_HOST:-}" ]; then
        : "${LEDGER_PORT:=5432}" "${LEDGER_DATABASE:=tandem}" "${LEDGER_SECRET:?}" "${PBX_ID:?}"
        names="$names LEDGER_HOST LEDGER_PORT LEDGER_DATABASE LEDGER_SECRET PBX_ID"
    fi
    ;;
carrier)
    : "${PBX_HOST:?}" "${PBX_PORT:=5060}" "${CARRIER_AMI_SECRET:?}"
    names="PBX_HOST PBX_PORT CARRIER_AMI_SECRET"
    ;;
*)
    echo "entrypoint.sh: no configuration for '$role': pbx or carrier" >&2
    exit 2
    ;;
esac

ETC_DIR=$state/etc STATE_DIR=$state RUN_DIR=$state/run LOG_DIR=$state/log
DATA_DIR=/usr/share/asterisk MODULE_DIR=$(echo /usr/lib/*/asterisk/modules)

script=
for name in ETC_DIR STATE_DIR RUN_DIR LOG_DIR DATA_DIR MODULE_DIR SIP_ADDRESS SIP_PORT RTP_START RTP_END AMI_ADDRESS AMI_PORT $names; do
    eval "value=\$$name"
    case $value in
    *[!A-Za-z0-9._:/+=-]*)
        echo "entrypoint.sh: $name has a character that a configuration file would misread" >&2
        exit 2
        ;;
    esac
    script="$script;s|@$name@|$value|g"
done
for file in "/etc/tandem/$role"/*.conf; do
    # Without a database there is no ledger but the file, and the module declines to load.
    [ -n "${LEDGER_HOST:-}" ] || [ "${file##*/}" != cel_pgsql.conf ] || continue
    sed "${script#;}" "$file" >"$state/etc/${file##*/}"
done

exec asterisk -f -C "$state/etc/asterisk.conf"
