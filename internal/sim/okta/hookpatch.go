package okta

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The claims that a token hook cannot touch. Okta's reference of the token
// hook, "Reserved claims"; aud and sub of an access token may be changed.
var (
	reservedInAccess = strings.Fields("acr as_uri auth_time authorization_details cid cnf exp groups iat iss jti rpt rsi scp sid token_type uid username ver")
	reservedInID     = strings.Fields(`acr active aid amr app_id app_type at_hash aud auth_time c_hash cid client_id client_ip client_req_id client_type client_user_agent cnf
		device_compliance device_id device_known device_managed device_name device_trust did dst exp group groups hotk iat idp idp_iss iss jti mac_key may_act nonce oid
		okta_emailVerified okta_lastUpdated orig permissions purpose pwd_exp_days pwd_exp_time rid role rsi scope scopes sid sub term token_type user_ip ver`)
)

// tokenDraft is a token before it is signed.
type tokenDraft struct {
	claims   *object
	life     time.Duration
	reserved []string
}

func (d *tokenDraft) clone() *tokenDraft {
	if d == nil {
		return nil
	}
	return &tokenDraft{claims: d.claims.clone(), life: d.life, reserved: d.reserved}
}

// carryOut applies the commands of a hook's answer. The drafts are worthless
// after an error: any command that cannot be performed makes them all void.
func carryOut(answer *object, access, identity *tokenDraft) error {
	commands, _ := answer.get("commands").([]any)
	for _, command := range commands {
		command, _ := command.(*object)
		var draft *tokenDraft
		switch command.str("type") {
		case "com.okta.access.patch":
			draft = access
		case "com.okta.identity.patch":
			draft = identity
		default:
			return fmt.Errorf("%q is no command of a token hook", command.str("type"))
		}
		if draft == nil {
			return fmt.Errorf("%s: there is no such token", command.str("type"))
		}
		operations, _ := command.get("value").([]any)
		for _, operation := range operations {
			operation, _ := operation.(*object)
			if err := draft.apply(operation); err != nil {
				return err
			}
		}
	}
	return nil
}

func (d *tokenDraft) apply(operation *object) error {
	op, path := operation.str("op"), operation.str("path")
	if path == "/token/lifetime/expiration" {
		number, _ := operation.get("value").(json.Number)
		seconds, err := number.Int64()
		if op != "replace" || err != nil || seconds < 300 || seconds > 86400 {
			return fmt.Errorf("%s %s: 300 to 86400 seconds, by replace", op, path)
		}
		d.life = time.Duration(seconds) * time.Second
		return nil
	}
	steps := strings.Split(path, "/")
	if len(steps) < 3 || steps[0] != "" || steps[1] != "claims" || steps[2] == "" {
		return fmt.Errorf("%q is no path of a claim", path)
	}
	steps = steps[2:]
	for i, s := range steps {
		steps[i] = strings.NewReplacer("~1", "/", "~0", "~").Replace(s) // RFC 6901
	}
	if slices.Contains(d.reserved, steps[0]) {
		return fmt.Errorf("the claim %q is reserved", steps[0])
	}
	if op == "remove" && operation.get("value") != nil {
		return errors.New("remove takes no value")
	}
	changed, err := patched(d.claims, steps, op, operation.get("value"))
	if err == nil {
		d.claims, _ = changed.(*object)
	}
	return err
}

// patched is a container after one operation of JSON Patch (RFC 6902) at a
// path within it.
func patched(in any, steps []string, op string, value any) (any, error) {
	step, last := steps[0], len(steps) == 1
	switch in := in.(type) {
	case *object:
		if !in.has(step) && (!last || op != "add") {
			return nil, fmt.Errorf("there is no member %q", step)
		}
		if !last {
			inner, err := patched(in.get(step), steps[1:], op, value)
			if err != nil {
				return nil, err
			}
			return in.set(step, inner), nil
		}
		switch op {
		case "add", "replace":
			return in.set(step, value), nil
		case "remove":
			in.delete(step)
			return in, nil
		}
	case []any:
		i, err := strconv.Atoi(step)
		if step == "-" && last && op == "add" {
			i, err = len(in), nil
		}
		inside := i >= 0 && (i < len(in) || i == len(in) && last && op == "add")
		if err != nil || !inside {
			return nil, fmt.Errorf("there is no element %q", step)
		}
		if !last {
			if in[i], err = patched(in[i], steps[1:], op, value); err != nil {
				return nil, err
			}
			return in, nil
		}
		switch op {
		case "add":
			return slices.Insert(in, i, value), nil
		case "replace":
			in[i] = value
			return in, nil
		case "remove":
			return slices.Delete(in, i, i+1), nil
		}
	default:
		return nil, fmt.Errorf("%q is in nothing that has members", step)
	}
	return nil, fmt.Errorf("%q is no operation", op)
}
