package io.kspec.lifecycle.crd.rule.merge;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.rule.Evidence.LOOK_UP;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.Change;
import io.kspec.lifecycle.crd.rule.DefinitionRule;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.Where;
import java.util.List;

/// Nobody injects the certificate of the converting webhook any more.
public final class InjectorAnnotationRemoved implements DefinitionRule {
    public static final RuleCard CARD = RuleCard.of(
                    112,
                    "injector-annotation-removed",
                    "an annotation by which a CA is injected is gone",
                    "conversion fails when the certificate is rotated")
            .up(BREAK)
            .back(BREAK)
            .evidence(LOOK_UP);

    /// By which cert-manager and OpenShift inject the certificate of an authority.
    public static final List<String> ANNOTATIONS = List.of(
            "cert-manager.io/inject-ca-from",
            "cert-manager.io/inject-ca-from-secret",
            "cert-manager.io/inject-apiserver-ca",
            "service.beta.openshift.io/inject-cabundle");

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(Change change) {
        return change.compared((before, after) -> ANNOTATIONS.stream()
                .filter(name -> before.annotation(name).isPresent()
                        && after.annotation(name).isEmpty())
                .filter(name -> after.conversion().byWebhook())
                .map(name -> CARD.found(
                        Where.definition("metadata.annotations['%s']".formatted(name)),
                        before.annotation(name).orElse(""),
                        "",
                        "Nothing injects the CA of the converting webhook any more: conversion "
                                + "fails when its certificate is rotated."))
                .toList());
    }
}
