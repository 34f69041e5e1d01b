package apipolicies_test

import (
	"fmt"
	"maps"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/apipolicies"
)

// sample is a configuration of every argument, or of the required ones alone;
// which is 0 or 1, and picks one of two values of each.
func sample(arguments []apipolicies.Argument, which int, whole bool) map[string]any {
	if len(arguments) == 0 {
		return nil
	}
	out := map[string]any{}
	for _, a := range arguments {
		if a.Required || whole {
			maps.Copy(out, given(a, which, whole))
		}
	}
	return out
}

// given is one argument with a value; a secret is write-only.
func given(a apipolicies.Argument, which int, whole bool) map[string]any {
	v := value(a, which, whole)
	if a.Secret {
		return map[string]any{a.Name + "_wo": v, a.Name + "_wo_version": which + 1}
	}
	return map[string]any{a.Name: v}
}

func value(a apipolicies.Argument, which int, whole bool) any {
	if a.Like[which] != nil {
		return a.Like[which]
	}
	switch a.Kind {
	case apipolicies.Text:
		if len(a.Values) > which {
			return a.Values[len(a.Values)-1-which] // not the default first
		}
		return fmt.Sprintf("%s-%d", a.Name, which)
	case apipolicies.Flag:
		is, _ := a.Default.(bool)
		return is == (which == 1)
	case apipolicies.Whole:
		return 101 + which
	case apipolicies.Texts, apipolicies.Ordered, apipolicies.Scopes:
		return []any{"a", "b"}[:2-which]
	case apipolicies.Nested:
		return sample(a.Of, which, whole)
	case apipolicies.Items:
		return []any{sample(a.Of, which, whole)}
	case apipolicies.Any:
		return []any{map[string]any{"key": fmt.Sprintf("claim-%d", which), "value": "#[true]"}}
	}
	panic(fmt.Sprintf("an argument of the kind %d", a.Kind))
}

// shown is what the platform has of a configuration of sample.
func shown(arguments []apipolicies.Argument, which int) map[string]any {
	out := map[string]any{}
	for _, a := range arguments {
		out[a.PlatformKey()] = onPlatform(a, which)
	}
	return out
}

func onPlatform(a apipolicies.Argument, which int) any {
	switch a.Kind { //nolint:exhaustive // the others are what they are
	case apipolicies.Nested:
		return shown(a.Of, which)
	case apipolicies.Items:
		return []any{shown(a.Of, which)}
	case apipolicies.Scopes:
		text := ""
		for _, s := range value(a, which, true).([]any) {
			text += " " + s.(string)
		}
		return text[1:]
	}
	return value(a, which, true)
}
