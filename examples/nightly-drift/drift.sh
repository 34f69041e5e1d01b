#!/usr/bin/env bash
# Looks for what somebody changed on the platforms, and keeps one open issue
# about it: written when there is drift, closed when there is none any more.
set -euo pipefail

if ! terraform plan -input=false -refresh-only -out=drift.tfplan >plan.log 2>&1; then
	cat plan.log
	exit 1
fi
plan=$(terraform show -json drift.tfplan)
issue=$(gh issue list --label drift --state open --json number --jq '.[0].number // empty')

# Exit codes of plans that only refresh differ between versions; the plan does not.
if [[ $plan == *'"resource_drift":'* ]]; then
	{
		echo 'Somebody changed this on the platforms. `terraform apply` undoes it; to keep it, write it into the configuration.'
		echo '```'
		terraform show -no-color drift.tfplan | head -c 60000 # an issue takes 65,536 characters
		echo '```'
	} >drift.md
	echo "drift"
	if [ -n "$issue" ]; then
		gh issue edit "$issue" --body-file drift.md
	else
		gh issue create --title "Drift" --label drift --body-file drift.md
	fi
else
	echo "no drift"
	if [ -n "$issue" ]; then
		gh issue close "$issue" --comment "The platforms are as Terraform left them."
	fi
fi
