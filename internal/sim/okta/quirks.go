package okta

import "time"

// SetAccessManagement says whether the org has the feature API Access
// Management. Without it there are no authorization servers: 401 E0000015
// (recorded: authserver_create_401_feature_missing,
// authserver_get_default_alias_401). An org has it at first.
func (p *Platform) SetAccessManagement(has bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.noAccessManagement = !has
}

// SetSlowAppDeletion makes the deletion of an app fail with 500 E0000009 until
// this long after its deactivation, as was recorded twice (app_delete_500: at
// 4 and 6 seconds; at 9 seconds it succeeded). It is off at first.
func (p *Platform) SetSlowAppDeletion(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.slowDeletion = d
}

// ruleActivation is how long the activation of a group rule takes at first.
// Not known: how long it takes at Okta.
const ruleActivation = 50 * time.Millisecond

// SetRuleActivation says how long the activation of a group rule takes. Until
// it is over, another rule with one of its groups cannot be made: 423 E0000239
// (recorded: group_rule_423, made while one with the same group was activated).
func (p *Platform) SetRuleActivation(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.activation = d
}

// SetReconciling makes the next writes to group rules answer 423 E0000239, as
// Okta does while it puts priorities in order (recorded: group_rule_423).
func (p *Platform) SetReconciling(times int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.reconciling = times
}
