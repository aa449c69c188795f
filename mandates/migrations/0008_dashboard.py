# The rows behind the dashboard: uploads, saved views, calendar feeds, originals and samples.

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mandates', '0007_reminder_permissions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalprofile',
            name='is_sample',
            field=models.BooleanField(default=False, verbose_name='invented, to try the tracker with'),
        ),
        migrations.AddField(
            model_name='historicalresolution',
            name='is_sample',
            field=models.BooleanField(default=False, verbose_name='invented, to try the tracker with'),
        ),
        migrations.AddField(
            model_name='historicalresolution',
            name='original',
            field=models.TextField(blank=True, max_length=255, verbose_name='original file'),
        ),
        migrations.AddField(
            model_name='historicalunit',
            name='is_sample',
            field=models.BooleanField(default=False, verbose_name='invented, to try the tracker with'),
        ),
        migrations.AddField(
            model_name='profile',
            name='is_sample',
            field=models.BooleanField(default=False, verbose_name='invented, to try the tracker with'),
        ),
        migrations.AddField(
            model_name='resolution',
            name='is_sample',
            field=models.BooleanField(default=False, verbose_name='invented, to try the tracker with'),
        ),
        migrations.AddField(
            model_name='resolution',
            name='original',
            field=models.FileField(blank=True, max_length=255, upload_to='originals/%Y/', verbose_name='original file'),
        ),
        migrations.AddField(
            model_name='unit',
            name='is_sample',
            field=models.BooleanField(default=False, verbose_name='invented, to try the tracker with'),
        ),
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uploaded_at', models.DateTimeField(verbose_name='uploaded at')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
                'ordering': ('-uploaded_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='ImportFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='position')),
                ('name', models.CharField(max_length=255, verbose_name='file')),
                ('file', models.FileField(max_length=255, upload_to='imports/%Y/%m/', verbose_name='content')),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('reading', 'being read'), ('created', 'new'), ('updated', 'updated'), ('unchanged', 'unchanged'), ('conflicts', 'to decide'), ('failed', 'not stored')], default='waiting', max_length=10, verbose_name='state')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                ('claimed_at', models.DateTimeField(blank=True, null=True, verbose_name='taken up at')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='finished at')),
                ('changes', models.JSONField(blank=True, default=list, verbose_name='what changed')),
                ('conflicts', models.JSONField(blank=True, default=list, verbose_name='to decide')),
                ('error', models.TextField(blank=True, verbose_name='what went wrong')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='mandates.importbatch', verbose_name='import')),
                ('resolution', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='imports', to='mandates.resolution', verbose_name='text')),
            ],
            options={
                'verbose_name': 'imported file',
                'verbose_name_plural': 'imported files',
                'ordering': ('batch', 'position'),
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('page', models.CharField(choices=[('obligations', 'obligations'), ('mandates', 'mandates')], default='obligations', max_length=12, verbose_name='list')),
                ('query', models.TextField(help_text='As they stand in the address of the list', verbose_name='filters')),
                ('is_shared', models.BooleanField(default=False, verbose_name='shared with everybody')),
                ('created_at', models.DateTimeField(verbose_name='made at')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_views', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
            ],
            options={
                'verbose_name': 'saved view',
                'verbose_name_plural': 'saved views',
                'ordering': ('name', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Feed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('mine', 'my obligations'), ('session', 'a session'), ('view', 'a saved view')], max_length=8, verbose_name='shows')),
                ('token_sha256', models.CharField(editable=False, max_length=64, unique=True, verbose_name='SHA-256 of the token')),
                ('created_at', models.DateTimeField(verbose_name='made at')),
                ('last_read_at', models.DateTimeField(blank=True, null=True, verbose_name='last read at')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revoked at')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='feeds', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('session', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mandates.session', verbose_name='session')),
                ('view', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='feeds', to='mandates.savedview', verbose_name='saved view')),
            ],
            options={
                'verbose_name': 'calendar feed',
                'verbose_name_plural': 'calendar feeds',
                'ordering': ('-created_at', '-pk'),
            },
        ),
        migrations.AddIndex(
            model_name='importbatch',
            index=models.Index(fields=['-uploaded_at'], name='import_latest_first'),
        ),
        migrations.AddIndex(
            model_name='importfile',
            index=models.Index(condition=models.Q(('state__in', ['waiting', 'reading'])), fields=['claimed_at', 'id'], name='import_file_unfinished'),
        ),
        migrations.AddConstraint(
            model_name='importfile',
            constraint=models.UniqueConstraint(fields=('batch', 'position'), name='import_file_one_to_a_position'),
        ),
        migrations.AddConstraint(
            model_name='importfile',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'reading', 'created', 'updated', 'unchanged', 'conflicts', 'failed'])), name='import_file_state_known'),
        ),
        migrations.AddConstraint(
            model_name='savedview',
            constraint=models.UniqueConstraint(fields=('owner', 'page', 'name'), name='saved_view_once'),
        ),
        migrations.AddConstraint(
            model_name='savedview',
            constraint=models.CheckConstraint(condition=models.Q(('page__in', ['obligations', 'mandates'])), name='saved_view_page_known'),
        ),
        migrations.AddConstraint(
            model_name='feed',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'mine'), ('session__isnull', True), ('view__isnull', True)), models.Q(('kind', 'session'), ('session__isnull', False), ('view__isnull', True)), models.Q(('kind', 'view'), ('session__isnull', True), ('view__isnull', False)), _connector='OR'), name='feed_shows_one_thing'),
        ),
    ]
